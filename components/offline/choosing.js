const { words: WORDS } = DATA
const TOWNS = new Map(WORDS.towns), SECTORS = new Map(WORDS.sectors)
const BOXES = { sector: WORDS.sectors, town: WORDS.towns, year: WORDS.years }
const TALKING = "present"
let state = { page: "overview" }

const known = (name, value) => BOXES[name].some(([key]) => key === value)
const read = () => {  // what the address chooses; what does not exist is named, not dropped in silence
  const [, page, query] = location.hash.match(/^#\/?([^?]*)\??(.*)$/) ?? ["", "", ""]
  const asked = Object.fromEntries(new URLSearchParams(query))
  const dropped = []
  const found = { ...asked, page: page in PAGES || page === TALKING ? page : "overview" }
  if (page && found.page !== page) dropped.push(page)
  for (const name of Object.keys(BOXES)) {
    if (!found[name]) { delete found[name]; continue }
    const whole = found[name].split(",").sort().join()
    if (known(name, whole)) { found[name] = whole; continue }  // several years are one choice
    const values = found[name].split(",").filter((value) => known(name, value))
    if (name === "town" && found.page === "town" && values.length > 1) {  // several towns have a page of their own here
      Object.assign(found, { page: "compare", towns: values.join() })
      delete found.town
      continue
    }
    if (values.length !== 1 || values[0] !== found[name]) dropped.push(found[name])
    if (values.length) found[name] = values[0]
    else delete found[name]
  }
  if (found.sub && !(found.sub in DATA.subsectors)) { dropped.push(found.sub); delete found.sub }
  if (found.sub && !found.sector) found.sector = [...SECTORS.keys()].find((key) => DATA.sectors[key].subsectors.includes(found.sub))
  if (found.sub && !DATA.sectors[found.sector].subsectors.includes(found.sub)) delete found.sub
  return [found, dropped]
}
const address = (page, query) => {
  const text = new URLSearchParams(Object.entries(query).filter(([, value]) => value)).toString()
  return `#/${page}${text && `?${text}`}`
}
const go = (page, query) => {  // without waiting for the browser's own word that the place is another
  if (location.hash !== address(page, query)) history.pushState(null, "", address(page, query))
  shown()
}
const follow = ({ page, query }) => go(page in PAGES ? page : "overview", { year: state.year, ...query })
const VIEWS = ["overview", "sector", "town"]
const choose = (changes) => {
  const { page, slide, story, ...query } = { ...state, ...changes }
  if ("sector" in changes) delete query.sub
  const wanted = VIEWS.includes(page) ? (query.sector ? "sector" : query.town ? "town" : "overview") : page
  go(wanted, query)
}
const named = (names) => names.filter((name) => state[name]).map((name) => BOXES[name].find(([key]) => key === state[name])[1])
const unfollowed = (...names) => {
  const words = named(names)
  return words.length ? make("p", { className: "unfollowed" }, `本页不按${words.map((word) => `“${word}”`).join("、")}筛选。`) : null
}
const box = (name, label, options, everything, value, change) => {
  const select = make("select", { ariaLabel: label, onchange: () => change(select.value) },
    make("option", { value: "" }, everything), ...options.map(([key, text]) => make("option", { value: key }, text)))
  select.value = value ?? ""
  return make("label", {}, make("span", {}, label), select)
}

// The rows that the choice keeps, and their file, whose lines were written when this page was made.
const kept = (names = ["sector", "sub", "town", "year"]) => {
  const wanted = state.indicator ? new Set(state.indicator.split(",")) : null
  const by = { sector: NUMBERS.sectors, sub: NUMBERS.subsectors, town: NUMBERS.towns }, years = (state.year ?? "").split(",")
  return [...NUMBERS.towns.keys()].filter((place) =>
    names.every((name) => !state[name] || (name === "year" ? years.includes(NUMBERS.years[place]) : by[name][place] === state[name])) &&
    (!wanted || wanted.has(NUMBERS.indicators[place])))
}
const safe = (text) => text.replace(/[\\/:*?"<>|\s]+/g, "").slice(0, 40)
const csv = (lines, places) => "\ufeff" + [lines[0], ...places.map((place) => lines[place + 1])].join("")
const save = (subject, words, lines, places) => {
  const name = [subject, ...words.map(safe), `${places.length}行`, DATA.version].join("_")
  const link = make("a", { href: URL.createObjectURL(new Blob([csv(lines, places)], { type: "text/csv" })), download: `${name}.csv` })
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60000)
}
