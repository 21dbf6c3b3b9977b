const SHEETS = new Map()
const UNDRAWN = []  // what draws at once the panels that wait for their turn
let running = []  // what ends the listening of the elements that stand in the page

const sheet = (name) => {
  if (!SHEETS.has(name)) {
    const made = new CSSStyleSheet()
    made.replaceSync(ELEMENTS[name].css)
    SHEETS.set(name, made)
  }
  return SHEETS.get(name)
}
const mount = (name, data, answers = {}, host = make("div", { className: `element ${name}` })) => {
  if (!host.shadowRoot) {
    const root = host.attachShadow({ mode: "open" })
    root.adoptedStyleSheets = [sheet(name)]
    root.append(document.getElementById(`form-${name}`).content.cloneNode(true))
  }
  const stop = ELEMENTS[name].draw({
    data: { ...data, mode }, parentElement: host.shadowRoot, setTriggerValue: (what, value) => answers[what]?.(value),
  })
  if (stop) running.push(stop)
  return host
}
const cleared = () => {
  for (const stop of running) stop()
  running = []
  UNDRAWN.length = 0
}
const AT_ONCE = 3  // panels at most that a reader sees first, up to the first chart; the others follow one by one while the browser has nothing to do
const LATEST = 200  // milliseconds after which the next one is drawn all the same
const panelOf = (number) => {
  const { spoken, ...panel } = DATA.panels[number]
  return { ...panel, parts: panel.parts.map((part) => ({ ...part, spec: spec(part.spec), rest: part.rest.map(spec) })) }
}
const KEPT = 24  // drawings of what was shown before or may be asked for next
const panelsOf = (shown, numbers, answers = {}, fill = 0, next = () => []) => {
  const host = make("div", { className: "element panels" })
  let count = Math.min(AT_ONCE, shown.length, 1 + Math.max(0, shown.findIndex(({ parts }) => parts.some(({ spec }) => spec))))
  const drawings = () => next().map((one) => one.map(panelOf))
  const show = () => mount("panels", { bundle: "", fill, emphasis: DATA.emphasis, panels: shown, count, kept: KEPT, next: drawings }, {
    go: follow, picked: card, ...answers,
    emphasised: ({ panel, mark }) => {
      const at = shown.findIndex((one) => one.id === panel)
      const said = DATA.panels[numbers[at]].spoken[mark] ?? []
      shown[at] = { ...shown[at], chosen: mark, parts: shown[at].parts.map((part, place) => ({ ...part, chosen: said[place] ?? "" })) }
      show()
    },
  }, host)
  const more = () => {
    if (!host.isConnected || count >= shown.length) return
    count += 1
    show()
    requestIdleCallback(more, { timeout: LATEST })
  }
  if (shown.length > count) {
    UNDRAWN.push(() => { count = shown.length; show() })
    requestAnimationFrame(() => requestIdleCallback(more, { timeout: LATEST }))  // once the first is seen
  }
  return show()
}
const panels = (numbers, fill = 0, next) => panelsOf(numbers.map(panelOf), numbers, {}, fill, next)
const drawing = (number, answers = {}) => panelsOf([panelOf(number)], [number], answers)
const only = (laid, places) => {  // some of the rows, and the columns in which these say something
  const rows = places.map((place) => laid.rows[place])
  const kept = [...laid.headings.keys()].filter((column) => rows.some((cells) => cells[column]))
  return columned({ ...laid, rows, isLong: rows.length > DATA.long }, kept)
}
const table = (laid, picked = null) =>
  mount("plain_table", { ...laid, isClickable: picked !== null }, { picked: ([row, column]) => picked?.(row, column) })
const numbered = (number) => {  // a table of numbers, a click on which tells where one is from
  const { laid, keys } = DATA.tables[number]
  return table(laid, keys.length ? (row) => card(keys[row]) : null)
}
