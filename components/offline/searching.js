// As the search of the dashboard: whole titles, all words as parts, pinyin and initials, most pairs of characters, nearly the same.
const LEAST_ALIKE = 72, SHORTEST_ALIKE = 3  // as FUZZY_LEAST and FUZZY_SHORTEST there
const WHOLE = 100, PART = 95, SPELLED = 90, LEAST_SHARED = 0.6, SURPLUS = 0.05, MOST_FOUND = 30

const letters = (text) => text.normalize("NFKC").toLowerCase().replace(/[^\p{L}\p{N}\p{M}]/gu, "")
const common = (one, other) => {  // letters that both have in the same order
  let row = new Array(other.length + 1).fill(0)
  for (const letter of one) {
    const next = [0]
    for (let at = 0; at < other.length; at += 1) next.push(letter === other[at] ? row[at] + 1 : Math.max(row[at + 1], next[at]))
    row = next
  }
  return row[other.length]
}
const alike = (wanted, text) => {  // in hundredths, of the part of the longer one that is most like the shorter
  const [short, long] = wanted.length > text.length ? [text, wanted] : [wanted, text]
  const has = new Set(short)
  if ([...wanted].filter((letter) => text.includes(letter)).length * 200 < LEAST_ALIKE * wanted.length) return 0
  let best = 0
  for (let start = 1 - short.length; start < long.length; start += 1) {
    const part = long.slice(Math.max(0, start), start + short.length)
    if (has.has(part[0]) || has.has(part.at(-1))) best = Math.max(best, 200 * common(short, part) / (short.length + part.length))
  }
  return best < LEAST_ALIKE ? 0 : best
}
const score = (wanted, parts, pairs, [, , , , , , text, title, whole, initials]) => {
  const surplus = SURPLUS * Math.max(0, title.length - wanted.length)
  if (title === wanted) return WHOLE
  if (parts.every((part) => text.includes(part))) return PART - surplus + (title.includes(wanted) ? 2 : 0)
  if (/^[a-z]{2,}$/.test(wanted)) {
    const most = SURPLUS * title.length
    if (whole.startsWith(wanted) || initials.startsWith(wanted)) return SPELLED + 2 - most
    return whole.includes(wanted) || initials.includes(wanted) ? SPELLED - most : 0
  }
  const shared = pairs.length ? pairs.filter((pair) => text.includes(pair)).length / pairs.length : 0
  const near = wanted.length >= SHORTEST_ALIKE && /[^\x00-\x7f]/.test(wanted) ? alike(wanted, text) : 0
  return Math.max(0, Math.max(near / 100, shared >= LEAST_SHARED ? shared : 0) * 90 - surplus)
}
const searched = (query) => {  // kind to its best entries, best first
  const wanted = letters(query)
  const found = new Map(WORDS.kinds.map(([kind]) => [kind, []]))
  if (!wanted) return found
  const parts = query.split(/\s+/).map(letters).filter(Boolean)
  const pairs = [...new Set(Array.from({ length: Math.max(0, wanted.length - 1) }, (_, at) => wanted.slice(at, at + 2)))]
  const scored = DATA.search.map((entry) => [score(wanted, parts, pairs, entry), entry]).filter(([worth]) => worth > 0)
  scored.sort(([one, entry], [other, another]) => other - one || entry[7].length - another[7].length)  // the whole before its parts
  for (const [, entry] of scored) if (found.get(entry[0]).length < MOST_FOUND) found.get(entry[0]).push(entry)
  return found
}
