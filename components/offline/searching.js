// As the search of the dashboard: whole titles, all words as parts, pinyin and initials, most pairs of characters.
const WHOLE = 100, PART = 95, SPELLED = 90, LEAST_SHARED = 0.6, SURPLUS = 0.05, MOST_FOUND = 30

const letters = (text) => text.normalize("NFKC").toLowerCase().replace(/[^\p{L}\p{N}\p{M}]/gu, "")
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
  return shared >= LEAST_SHARED ? shared * 90 - surplus : 0
}
const searched = (query) => {  // kind to its best entries, best first
  const wanted = letters(query)
  const found = new Map(WORDS.kinds.map(([kind]) => [kind, []]))
  if (!wanted) return found
  const parts = query.split(/\s+/).map(letters).filter(Boolean)
  const pairs = [...new Set(Array.from({ length: Math.max(0, wanted.length - 1) }, (_, at) => wanted.slice(at, at + 2)))]
  const scored = DATA.search.map((entry) => [score(wanted, parts, pairs, entry), entry]).filter(([worth]) => worth > 0)
  scored.sort(([one], [other]) => other - one)
  for (const [, entry] of scored) if (found.get(entry[0]).length < MOST_FOUND) found.get(entry[0]).push(entry)
  return found
}
