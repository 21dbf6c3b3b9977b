const CHUNK = 80  // rows drawn at once; the others follow as the reader comes near them
const ON_PAPER = 2000  // rows of a table at most, some 60 pages; what is longer is read in a file
const SHOWN = new WeakMap()  // table to what it shows and what ends its listening

const cells = (kind, texts, { isNumber, isOfNumbers, isSpare, height }) => texts.map((text, place) => make(kind, {
  className: [isShort(text, isOfNumbers[place]) ? "short" : "", isNumber[place] ? "number" : "", isSpare[place] ? "spare" : ""].join(" ").trim(),
}, ...(height ? words(text) : [text])))
const isShort = (text, isOfNumbers) => text.length <= (isOfNumbers && /^\D{0,4}\d/.test(text) ? 16 : 6)  // a number stays on one line with what is around it
const size = (text) => {
  const found = text.replaceAll(",", "").replace("\u2212", "-").match(/-?\d+(\.\d+)?/)
  return found ? Number(found[0]) : null
}
const sorted = (rows, column, direction) => {
  const texts = rows.map(([, texts]) => texts[column]).filter(Boolean)
  const isSize = texts.length > 0 && texts.every((text) => size(text) !== null)
  const worth = ([, row]) => (isSize ? size(row[column]) : row[column] || null)
  return [...rows].sort((one, other) => {
    const [first, second] = [worth(one), worth(other)]
    if (first === null || second === null) return (first === null) - (second === null)  // empty cells stay last
    return direction * (isSize ? first - second : first.localeCompare(second, "zh-CN"))
  })
}
const NARROW = 560  // pixels, as in the style: there the number stands beside the first column that is shown, so that it is seen
const placed = (given, width) => {
  const every = given.headings.map((_, column) => column)
  const first = given.isSpare.indexOf(false), scopes = every.filter((column) => given.isScope[column] && column > first)
  if (width > NARROW || !given.isValue.includes(true)) return [given, every]
  const isNamed = scopes.length > 0  // what the number is of stands with the name, as its own column would be out of sight
  const scope = (row) => scopes.map((column) => row[column]).filter(Boolean).join("，")
  const named = (row) => row.map((text, column) => column === first && scope(row) ? `${text}（${scope(row)}）` : text)
  const data = isNamed ? { ...given, rows: given.rows.map(named) } : given
  const order = every.filter((column) => !scopes.includes(column))
  const value = order.indexOf(data.isValue.indexOf(true))
  if (value > first + 1) order.splice(first + 1, 0, ...order.splice(value, 1))
  return [{ ...columned(data, order), linked: order.indexOf(data.linked) }, order]
}
const HIGHEST = 640  // pixels of a long table, as in the style
const sideways = (box, table) => {  // says that there are more columns than the window shows, and shades the edge
  const cue = box.querySelector(".aside")
  const seen = () => {
    cue.hidden = table.offsetWidth <= box.clientWidth + 1
    box.classList.toggle("wide", !cue.hidden)
  }
  const watch = new ResizeObserver(seen)
  seen()
  watch.observe(table)
  watch.observe(box)
  return () => watch.disconnect()
}
const atRow = (box, table) => {  // a long table ends below a row that is whole
  const cue = box.querySelector(".aside")
  const edge = () => {
    const top = table.getBoundingClientRect().top
    let last = 0
    for (const row of table.rows) {
      const below = row.getBoundingClientRect().bottom - top
      if (below > HIGHEST) break
      last = below
    }
    const bars = box.offsetHeight - box.clientHeight - 2  // of scrolling, without the border
    box.style.setProperty("--edge", `${cue.offsetHeight + (last || HIGHEST) + bars}px`)
  }
  const watch = new ResizeObserver(edge)
  watch.observe(table)
  watch.observe(cue)
  return () => watch.disconnect()
}
const FEW = 6, TALLEST = 3.2  // lines that are set in larger type, and how high one may be, in letters
const LARGER = 1.4  // than a table whose lines are whole: names may break between words where that makes it easier to read
const BROKEN = 2.4  // letters: as high is no line of one
const sticksOut = (cell) => {  // into the room that keeps it apart from the next column, so that it ends where no other does
  const range = document.createRange()
  range.selectNodeContents(cell)
  return range.getBoundingClientRect().right > cell.getBoundingClientRect().right - parseFloat(getComputedStyle(cell).paddingRight) + 1
}
const fitted = (table, data) => {
  const fit = () => {
    const room = innerHeight * data.height
    const wide = innerWidth * 0.915, usual = innerHeight / 27
    table.style.width = `${wide}px`
    table.style.height = ""
    let type = Math.max(Math.min(data.rows.length < FEW ? innerHeight / 22 : usual, LARGER * wide / data.ems), innerHeight / 45)
    const set = () => { table.style.fontSize = `${type}px` }
    const isBroken = () => [...table.rows].some((row) => row.offsetHeight > BROKEN * type)
    set()
    const isTorn = () => table.offsetWidth > wide + 1 ||
      [...table.querySelectorAll("th, td")].some((cell) => cell.scrollWidth > cell.clientWidth + 1) ||
      [...table.querySelectorAll("td.number")].some(sticksOut)
    table.classList.add("whole", "loose")
    while ((type > usual && isBroken()) || (type > 9 && table.offsetHeight > room) || (type > innerHeight / 45 && isTorn())) { type -= 0.5; set() }
    table.classList.remove("loose")  // columns keep their shares where no word needs more
    if (isTorn() || table.offsetHeight > room) table.classList.add("loose")
    table.classList.toggle("whole", !isTorn())  // a word is broken only where the least type would not do
    if (!table.classList.contains("whole")) table.classList.remove("loose")
    while (type > 9 && table.offsetHeight > room) { type -= 0.5; set() }
    table.style.height = `${Math.min(room, TALLEST * type * (data.rows.length + 1))}px`  // lines are higher where they are few
  }
  fit()
  window.addEventListener("resize", fit)
  return () => window.removeEventListener("resize", fit)
}

export default function ({ data: sent, parentElement, setTriggerValue }) {
  const box = parentElement.querySelector("div")
  const table = box.querySelector("table")
  const [data, places] = placed(sent, box.clientWidth)
  const text = JSON.stringify(data)
  if (SHOWN.get(table)?.text === text) return SHOWN.get(table).stop
  SHOWN.get(table)?.stop()
  const body = table.querySelector("tbody")
  table.className = (data.isClickable ? "clickable " : "") + (data.height ? "fitted" : "")
  box.className = data.isLong ? "long" : ""
  table.style.setProperty("--print-size", `min(13px, ${99 / data.ems}cqw)`)  // of the paper, whichever way it lies
  const pick = (row, column) => setTriggerValue("picked", [row, places[column]])
  let rows = data.rows.map((texts, place) => [place, texts])
  const marks = data.isNumber.map((isOne, column) => (isOne ? longestMark(data.rows.map((row) => row[column])) : ""))
  let drawn = 0

  const line = ([place, texts]) => {
    const row = make("tr", {}, ...cells("td", texts, data))
    texts.forEach((text, column) => hang(row.children[column], text, marks[column]))
    row.children[data.linked]?.classList.add("linked")
    if (!data.isClickable) return row
    if (!(data.linked >= 0)) row.children[Math.max(data.isValue.indexOf(true), 0)]?.classList.add("opens")
    row.tabIndex = 0
    let chosen = -1
    row.onkeydown = (event) => {
      const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key]
      if (step) {
        chosen = Math.min(Math.max(chosen + step, 0), texts.length - 1)
        for (const [column, cell] of [...row.children].entries()) cell.classList.toggle("chosen", column === chosen)
        event.preventDefault()
      }
      if (event.key === "Enter") pick(place, chosen < 0 ? Math.min(1, texts.length - 1) : chosen)
    }
    for (const [column, cell] of [...row.children].entries()) cell.onclick = () => pick(place, column)
    return row
  }
  const more = (most = drawn + CHUNK) => {
    body.append(...rows.slice(drawn, most).map(line))
    drawn = Math.max(drawn, Math.min(most, rows.length))
    end.hidden = drawn === rows.length
  }
  const again = () => { drawn = 0; body.replaceChildren(); more() }

  const end = box.querySelector(".end")
  const watch = new IntersectionObserver((seen) => { if (seen.some((one) => one.isIntersecting)) more() },
                                         { root: data.isLong ? box : null, rootMargin: "600px" })
  let order = [-1, 1]
  const heads = cells("th", data.headings, data), buttons = []
  heads.forEach((head, column) => {
    hang(head, data.headings[column], marks[column])
    head.scope = "col"
    head.style.width = data.height ? `${data.shares[column]}%` : ""
    head.style.setProperty("--share", `${data.shares[column]}%`)
    head.style.setProperty("--least", data.height ? "" : `${data.least[column][0]}em`)
    head.style.setProperty("--less", data.height ? "" : `${data.least[column][1]}em`)
    if (data.height || data.rows.length < 2) return
    const button = make("button", { type: "button", title: "按此列排序" }, ...head.childNodes)
    head.replaceChildren(button)
    buttons[column] = button
    button.onclick = () => {
      order = order[0] === column ? [column, -order[1]] : [column, 1]
      rows = sorted(rows, ...order)
      for (const [other, one] of heads.entries()) {
        one.ariaSort = other === column ? (order[1] > 0 ? "ascending" : "descending") : null
      }
      again()
    }
  })
  table.querySelector("thead tr").replaceChildren(...heads)
  again()
  watch.observe(end)
  let onScreen = 0
  const paper = () => {  // a head with a button in it does not stand on every sheet
    buttons.forEach((_, column) => heads[column].replaceChildren(data.headings[column]))
    onScreen = drawn
    more(Math.max(drawn, ON_PAPER))
    const cut = box.querySelector(".cut")
    cut.textContent = `纸上是前 ${ON_PAPER} 行，全部 ${rows.length} 行请导出 Excel。`
    cut.hidden = rows.length <= ON_PAPER
  }
  const screen = () => {  // the rows that the paper had beyond the window's would slow every later change
    buttons.forEach((button, column) => heads[column].replaceChildren(button))
    while (body.children.length > onScreen) body.lastChild.remove()
    drawn = onScreen
    end.hidden = drawn === rows.length
  }
  window.addEventListener("beforeprint", paper)
  window.addEventListener("afterprint", screen)
  const unseen = data.height ? () => {} : sideways(box, table)  // first, as its words stand above the rows
  const unfit = data.height ? fitted(table, data) : data.isLong ? atRow(box, table) : () => {}
  const stop = () => {
    watch.disconnect()
    unfit()
    unseen()
    window.removeEventListener("beforeprint", paper)
    window.removeEventListener("afterprint", screen)
    SHOWN.delete(table)
  }
  SHOWN.set(table, { text, stop })
  return stop
}
