const main = document.querySelector("main"), notice = document.querySelector(".notice")
const HEAD = document.querySelector(".bar"), CHOICES = document.querySelector("body > .choices")
const input = HEAD.querySelector("input")

const file = () => {
  if (OF_ROWS.includes(state.page)) {
    const own = state.page === "indicator" ? OF_INDICATOR : ["sector", "town", "year"]
    if (own === OF_INDICATOR && !DATA.indicators[state.indicator]) return null
    const places = own === OF_INDICATOR ? kept(own) : kept(), sub = state.sub ? [WORDS.subsectors[state.sub]] : []
    const ids = (state.indicator ?? "").split(",").filter((id) => id in DATA.indicators)
    const about = ids.length > 2 ? [`${ids.length}项指标`] : ids.map((id) => DATA.indicators[id].name)
    return places.length ? () => save(WORDS.subject, [...named(own), ...sub, ...about], NUMBERS.csv, places) : null
  }
  const subject = `${WORDS.subject}_${NAMES.find(([name]) => name === state.page)?.[1]}`
  if (state.page === "honours") return () => save(subject, named(["sector", "town"]), DATA.honours.csv, keptHonours())
  if (state.page === "checks" && state.part !== "errata") return () => save(subject, named(["sector", "town"]), DATA.checks.csv, keptChecks())
  return null
}
const PATIENCE = 20000  // milliseconds in which charts are drawn; then what is there is printed
const inPanels = (what) => [...document.querySelectorAll(".element.panels")].flatMap((one) => [...one.shadowRoot.querySelectorAll(what)])
const printed = async () => {  // light, with all that waits for its turn or is folded
  const own = mode, asked = performance.now()
  if (own !== "light") { await turn("light"); shown() }
  for (const draw of UNDRAWN.splice(0)) draw()
  const folds = inPanels("details:not([open])")
  for (const one of folds) one.open = true
  do await new Promise((done) => setTimeout(done, 50))
  while (inPanels(".canvas.coming").length && performance.now() - asked < PATIENCE)
  window.print()
  for (const one of folds) one.open = false
  if (own !== "light") { await turn(own); shown() }
}
const tools = () => {
  const own = talk(), saved = file()
  const button = (text, act, why) => make("button", { type: "button", disabled: !act, title: act ? "" : why, onclick: act }, text)
  return make("span", { className: "tools" },
    button("汇报", own && (() => go(TALKING, own)), "汇报不按年份筛选；选总览、一个领域或一个街镇，年份选“全部年份”后可用。"),
    mine.length ? button(`我的汇报 · ${mine.length} 页`, () => go(TALKING, { story: MINE, own: mine.join() }), "") : null,
    button("CSV", saved, "这一页没有数据表可存。"), button("打印", printed, ""),
    button(mode === "dark" ? "浅色" : "深色", async () => { await turn(mode === "dark" ? "light" : "dark"); shown() }, ""))
}
const frame = () => {
  HEAD.querySelector("strong").textContent = DATA.title
  HEAD.querySelector("nav").replaceChildren(...NAMES.map(([name, text]) => to(name, { sector: state.sector, town: state.town, year: state.year }, text,
    { ariaCurrent: name === state.page ? "page" : null })))
  const boxes = Object.entries(BOXES).map(([name, options]) =>
    box(name, WORDS.labels[name], options, WORDS.everything[name], state[name], (value) => choose({ [name]: value })))
  const clear = named(Object.keys(BOXES)).length
    ? make("button", { type: "button", onclick: () => choose({ sector: "", town: "", year: "" }) }, "清除筛选") : null
  CHOICES.replaceChildren(...boxes, ...[clear].filter(Boolean), tools())
  if (state.page !== "search") input.value = ""
  const words = named(Object.keys(BOXES)).join("；") || "全部"
  document.querySelector("footer.about").textContent =
    `离线版　筛选：${words}　来源：${DATA.about.papers.join("、")}　数据版本：${DATA.version}　生成于 ${DATA.made}`
}
const shown = () => {
  const [found, dropped] = read()
  const isOther = found.page !== state.page
  state = found
  cleared()
  const isStage = state.page === TALKING
  stage.hidden = !isStage
  document.body.classList.toggle("talking", isStage)
  notice.hidden = !dropped.length
  notice.textContent = `链接里有本文件没有的内容，已略去：${dropped.join("、").slice(0, 200)}`
  if (isStage) { main.replaceChildren(); present(); return }
  stage.replaceChildren()
  const parts = PAGES[state.page]().filter(Boolean)
  frame()
  main.replaceChildren(...parts)
  document.title = `${NAMES.find(([name]) => name === state.page)?.[1] ?? main.querySelector("h1")?.textContent ?? ""} · ${DATA.title}（离线版）`
  if (isOther) { scrollTo(0, 0); main.focus({ preventScroll: true }) }
}
HEAD.querySelector("form").onsubmit = (event) => { event.preventDefault(); go("search", { search: input.value.trim() }) }
window.addEventListener("hashchange", shown)
window.addEventListener("beforeprint", () => {
  sheetsNumbered({ title: `${DATA.title}（离线版）`, version: `数据版本 ${DATA.version}` })
  for (const draw of UNDRAWN.splice(0)) draw()
  for (const one of main.querySelectorAll("details.fold")) one.open = true
})
window.addEventListener("keydown", (event) => {
  if (!(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey || event.key.toLowerCase() !== "p") return
  event.preventDefault()
  printed()
})
await turn(mode)
shown()
