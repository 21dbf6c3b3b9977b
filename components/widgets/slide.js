const LINES = 2  // of a title
const LARGEST = 40
const ALONE = 60  // what is to be watched alone
const OF_FEW = 48, FEW = 6  // the largest type of a table, and lines that are too few to fill a screen in smaller
const WHOLE = 40  // of 1080 lines: the smallest type of a title whose clauses are kept whole
const EASY = 36  // of 1080 lines: smaller than this, a name of two lines is read more easily
const LEAST = 24  // of 1080 lines: the smallest type
const FIGURE = [1.8, 2.5, 0.1]  // of a board: how many times as large as its words figures are at least and at most, and a step
const RUNNING = new WeakMap()  // element to what it shows and what ends its listening

const SHEET = [1920, 1080]  // pixels of a small picture before it is made small
const ofWindow = () => Math.min(innerHeight / 1080, innerWidth / 1500)
const shrink = (box, unit, from, least, isTooMuch) => {  // the largest type in which a text takes its room
  let size = from
  const set = () => box.style.setProperty("--size", `${size * unit}px`)
  set()
  while (size > least && isTooMuch()) { size -= 1; set() }
}
const marked = (text) => joined(text).replace(/（[^（）]{1,4}）/g, (mark) => [...mark].join("\u2060"))  // a mark is not torn
const clauses = (texts) => texts.map((text) => make("span", { className: "clause" }, text))
const head = (data) => make("header", {},
  make("p", { className: "kicker" }, make("b", {}, data.heading),
    ...data.chips.map(([name, text]) => make("span", { className: "chip" }, `${name}：${text}`))),
  make("h1", { ariaLabel: data.title.join("") }, ...clauses(data.title)))
const foot = (data) => make("footer", {},
  make("div", {},
    data.notes.length ? make("p", { className: "notes" }, make("b", {}, "注"), make("span", {}, "")) : null,
    make("p", { className: "source" }, data.source)),
  make("p", { className: "place" }, data.place))
const cover = (data) => make("section", { className: "cover" },
  make("i", {}), make("h1", { ariaLabel: data.title.join("") }, ...clauses(data.title)),
  ...data.lines.slice(0, -1).map((line) => make("p", {}, ...clauses(line))),
  make("div", {}, make("p", {}, ...clauses(data.lines.at(-1))), make("p", {}, data.source), make("p", { className: "place" }, data.place)))
const FIGURES = 4  // fewer numbers fill the screen
const NARROW = window.matchMedia("(max-aspect-ratio: 3/2)")
const partsOf = (name) => name.map((text, place) => make("span", { className: "clause" }, place ? make("i", {}, "·") : null, ...words(text)))
const card = ([name, [before, figures, behind], aside, judgement, word], own) => make("div", { className: judgement },
  make("dt", {}, ...(own ? [make("span", { className: "whole" }, `${name[0]} · `), ...partsOf(own)] : partsOf(name))),
  make("dd", {}, make("span", {}, before), make("b", {}, figures), make("span", {}, behind)),
  make("dd", { className: "aside" }, marked(aside), word ? make("em", { className: judgement }, word) : null))
const board = (data) => {
  if (data.numbers.length < FIGURES) return make("dl", { className: "figures" }, ...data.numbers.map((one) => card(one)))
  const names = [], cards = [], rows = data.rows[data.part !== "thumb" && NARROW.matches ? 1 : 0]
  const columns = Math.max(...rows.map((groups) => groups.reduce((count, [, own]) => count + own.length, 0)))
  rows.forEach((groups, row) => {  // one grid: a shorter row ends earlier
    let column = 1
    for (const [name, own, numbers] of groups) {
      if (name) {  // said once above its numbers, and whole for those who hear it
        const band = make("p", { className: row ? "band" : "band first", ariaHidden: "true" }, ...words(name))
        band.style.gridArea = `${2 * row + 1} / ${column} / auto / span ${own.length}`
        names.push(band)
      }
      own.forEach((part, place) => {
        const one = card(numbers[place], name ? part : null)
        one.style.gridArea = `${name ? 2 * row + 2 : 2 * row + 1} / ${column} / ${2 * row + 3}`  // one alone is under no name
        one.dataset.row = row
        if (!name) one.classList.add("alone")
        cards.push(one)
        column += 1
      })
    }
  })
  const grid = make("section", { className: `tiles l${rows.length}` }, ...names, make("dl", { className: "board" }, ...cards))
  grid.style.setProperty("--columns", columns)
  return grid
}
const account = (data) => make("section", { className: "account" },
  make("div", { className: "bar" }, ...data.counts.map(([judgement, count, word]) => {
    const part = make("p", { className: judgement }, make("b", {}, `${count}`), `项${word}`)
    part.style.flexGrow = count
    return part
  })),
  make("div", { className: "two" }, ...data.lists.map(([judgement, heading, lines]) => make("div", {},
    make("h2", { className: judgement }, heading),
    lines.length ? null : make("p", {}, "没有"),
    make("table", {}, make("tbody", {}, ...lines.map(([name, value, change]) => make("tr", {},
      make("td", {}, ...words(name)), make("td", {}, value), make("td", { className: judgement }, change)))))))))
const changes = (data) => {
  const table = make("table", { className: "changes" }, ...changed(data))
  table.style.setProperty("--rows", data.rows.length + 1)
  return table
}
const changed = (data) => {
  const marks = data.headings.map((_, column) => (column ? longestMark(data.rows.map((row) => row[column])) : ""))
  return [
    make("thead", {}, make("tr", {}, ...data.headings.map((text, column) => hang(make("th", { scope: "col" }, text), text, marks[column])))),
    make("tbody", {}, ...data.rows.map((cells, place) => make("tr", { className: data.judgements[place] },
      ...cells.map((text, column) => hang(
        make("td", { className: column === data.latest ? "latest" : "" }, ...(column ? [text] : words(text))), text, marks[column]))))),
  ]
}
const watch = (data) => make("section", { className: data.isOfFew ? "watch few" : "watch" }, ...data.rows.map(([figure, what, asked], place) =>
  make("div", { className: data.tones[place] },
    make("b", {}, figure), make("p", {}, ...clauses(what.map(joined))), make("p", { className: "asked" }, asked))))
const lists = (data) => make("section", { className: "lists" }, ...data.lists.map(([heading, lines]) => make("div", {},
  make("h2", {}, heading),
  make("ul", {}, ...lines.map(([label, text]) => make("li", {}, label ? make("b", {}, label) : null, make("span", {}, ...words(text))))))))
const divider = (data) => make("section", { className: "divider" },
  make("ol", { className: data.contents.length > 6 ? "many" : "" }, ...data.contents.map((text) => make("li", {}, make("span", {}, ...words(text))))),
  make("p", {}, ...data.lines.map((line) => make("span", {}, line))))
const map = (data) => {
  const picture = draw("svg", { viewBox: data.box, role: "img", "aria-label": data.title.join("") })
  const chosen = data.towns.filter((town) => town.isChosen)
  for (const town of [...data.towns.filter((one) => !one.isChosen), ...chosen]) {
    picture.append(draw("path", { d: town.path, class: town.isChosen ? "chosen" : "", fill: town.colours[data.scheme] }))
  }
  data.towns.forEach((town, place) => picture.append(draw("text", { x: town.x, y: town.y, "text-anchor": "middle", dy: "0.36em" }, `${place + 1}`)))
  return make("section", { className: "map" }, picture, make("ol", {}, ...data.towns.map((town, place) => {
    const number = make("b", {}, `${place + 1}`)
    number.style.background = town.colours[data.scheme]
    number.className = isDark(town.colours[data.scheme]) ? "dark" : ""
    return make("li", { className: town.isChosen ? "chosen" : "" }, number, make("span", {}, town.name), make("span", {}, ...words(town.label)))
  })))
}
const isDark = (colour) => {
  const [red, green, blue] = [1, 3, 5].map((place) => parseInt(colour.slice(place, place + 2), 16))
  return 0.299 * red + 0.587 * green + 0.114 * blue < 128
}
const plain = (data) => make("table", { className: "plain" }, make("tbody", {}, ...data.rows.map((cells) =>
  make("tr", {}, ...cells.map((text) => make("td", {}, text))))))
const thumb = (data) => make("section", { className: "pin" },
  make("div", { className: "frame", role: "img", ariaLabel: data.title.join("") },
    make("div", { className: "sheet", ariaHidden: "true" },
      ...(data.body.kind === "cover"
        ? [cover(data)]
        : [head(data), make("div", { className: "body" }, BODIES[data.body.kind]({ ...data, ...data.body }))]))),
  make("div", {}, make("p", { className: "label" }, data.label), make("p", { className: "title" }, data.shown)))
const BODIES = { board, account, changes, watch, lists, divider, map, plain }

const isOver = (box) => box.scrollHeight > box.clientHeight + 1 || box.scrollWidth > box.clientWidth + 1 ||
  [...box.querySelectorAll(".two > div, .lists > div")].some((one) => one.scrollWidth > one.clientWidth + 1) ||
  [...box.querySelectorAll(".board > div")].some((card) => isOut(card) || bottom(card) > bottom(box) + 0.5) || [...box.querySelectorAll("dt, .band, td:first-child")].some(isTorn) ||
  [...box.querySelectorAll(".figures > div, .watch > div")].some((one) => one.scrollHeight > one.clientHeight + 1) || [...box.querySelectorAll("dd, td, b, .bar p")].some((one) => one.scrollWidth > one.clientWidth + 2 && one.clientWidth)
const bottom = (box) => box.getBoundingClientRect().bottom
const isTorn = (name) => {  // a word of it is on two lines
  const texts = document.createTreeWalker(name, NodeFilter.SHOW_TEXT), range = document.createRange()
  while (texts.nextNode()) {
    range.selectNodeContents(texts.currentNode)
    const [first, ...others] = range.getClientRects()
    if (others.some((one) => one.top > first.bottom - 1)) return true
  }
  return false
}
const isOut = (card) => {  // of its padding, too
  return bottom(card.lastElementChild) > bottom(card) - parseFloat(getComputedStyle(card).paddingBottom) + 1
}
const widen = (box, figure) => {  // how many times as large as its words each figure may be, so that a long one alone is small
  const numbers = [...box.querySelectorAll(".board dd:not(.aside)")]
  const widths = (one) => [...one.children].map((part) => part.getBoundingClientRect().width)
  const most = numbers.map((one) => {
    const [, own] = widths(one), others = widths(one).reduce((sum, width) => sum + width, -own)
    return own ? figure * (one.clientWidth - others - 1) / own : figure
  })
  numbers.forEach((one, place) => one.style.setProperty("--most", Math.max(most[place], figure)))
}
const level = (box) => {  // what stands below the numbers of one row is as high in each, so that they stand on one line
  const asides = [...box.querySelectorAll(".board .aside")]
  for (const one of asides) one.style.minHeight = ""
  const found = asides.map((one) => ({ line: one.parentElement.dataset.row, height: one.offsetHeight }))
  asides.forEach((one, place) => {
    const row = found.filter(({ line }) => line === found[place].line)
    one.style.minHeight = `${Math.max(...row.map(({ height }) => height))}px`
  })
}
const isHigh = (title) => title.offsetHeight > LINES * 1.36 * parseFloat(getComputedStyle(title).fontSize)
const isBroken = (title) => [...title.children].some((one) => one.offsetHeight > 1.6 * parseFloat(getComputedStyle(one).fontSize))
const undot = (name) => {  // a part of a name that begins a line needs no dot before it
  const parts = [...name.children]
  for (const part of parts) part.classList.remove("below")
  const tops = parts.map((part) => part.offsetTop)
  parts.forEach((part, place) => part.classList.toggle("below", place > 0 && tops[place] > tops[place - 1]))
}
const fit = (root, data) => {
  const isSmall = data.part === "thumb"
  const unit = isSmall ? 1 : ofWindow()
  root.style.setProperty("--u", `${unit}px`)
  const sheet = root.querySelector(".sheet")
  if (sheet) sheet.style.transform = `scale(${sheet.parentElement.clientWidth / SHEET[0]})`
  const title = root.querySelector("h1")
  if (title) {
    const largest = title.closest(".cover") ? 86 : 52
    shrink(title, unit, largest, WHOLE, () => isHigh(title) || isBroken(title))
    if (isHigh(title) || isBroken(title)) shrink(title, unit, largest, 30, () => isHigh(title))
  }
  const body = root.querySelector(".body")
  if (body) {
    const isTooMuch = () => { level(body); return isOver(body) }
    const isOfFew = (data.kind === "changes" && data.rows.length < FEW) || data.isOfFew || (data.kind === "divider" && data.contents.length <= FEW)
    const largest = data.kind === "watch" && data.rows.length === 1 ? ALONE : isOfFew ? OF_FEW : LARGEST
    body.classList.remove("airy")
    body.classList.add("unbroken")  // names of lines are broken only where the least type would not do
    const [smaller, larger, step] = FIGURE
    body.style.setProperty("--figure", smaller)
    shrink(body, unit, largest, data.kind === "account" ? EASY : LEAST + 2, isTooMuch)
    if (isOver(body)) {
      body.classList.remove("unbroken")
      shrink(body, unit, largest, LEAST, isTooMuch)
    }
    if (body.querySelector(".board")) {  // words as large as can be first, then the figures
      widen(body, smaller)
      let figure = smaller
      const set = () => body.style.setProperty("--figure", figure)
      while (figure < larger && !isTooMuch()) { figure += step; set() }
      if (isTooMuch()) { figure -= step; set(); level(body) }
      body.classList.add("airy")
      if (isTooMuch()) { body.classList.remove("airy"); level(body) }
    }
    body.querySelectorAll("dt").forEach(undot)
  }
  const notes = root.querySelector(".notes span")
  if (notes) {
    const line = 34 * unit
    for (let kept = data.notes.length; kept >= 1; kept -= 1) {
      const left = data.notes.length - kept + data.left
      notes.textContent = data.notes.slice(0, kept).join("；") + (left ? `；另有 ${left} 条，见看板上这些数的注` : "") + "。"
      if (notes.parentElement.offsetHeight < line * 2.5) break
    }
  }
}

export default function ({ data: sent, parentElement }) {
  const root = parentElement.querySelector(".slide")
  root.dataset.mode = modeOf(root, sent)
  const data = { ...sent, scheme: root.dataset.mode }  // the colours that it stands in
  root.className = `slide ${data.part}`
  const bodied = () => make("div", { className: "body" }, BODIES[data.kind](data))
  const body = data.part === "body" ? bodied() : null
  root.replaceChildren(...{ head: () => [head(data)], foot: () => [foot(data)], cover: () => [cover(data)], thumb: () => [thumb(data)], body: () => [body] }[data.part]())
  let isNarrow = NARROW.matches
  const again = () => {
    if (body && isNarrow !== NARROW.matches) root.replaceChildren(bodied())
    isNarrow = NARROW.matches
    fit(root, data)
  }
  again()
  document.fonts?.ready.then(again)
  RUNNING.get(root)?.()
  window.addEventListener("resize", again)
  const watch = new ResizeObserver(() => requestAnimationFrame(again))  // its width, or styles that come later, set it anew
  watch.observe(root.querySelector(".frame") ?? root)
  RUNNING.set(root, () => { window.removeEventListener("resize", again); watch.disconnect() })
  return () => RUNNING.get(root)?.()
}
