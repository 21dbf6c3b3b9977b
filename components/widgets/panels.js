const SHOWN = new WeakMap()  // element of a panel or of a chart to the text of what it shows
const LISTENING = new WeakMap()  // root to what ends its listening
const COMPILED = new Map()  // text of a specification to what the library made of it, the latest last
const MOST_COMPILED = 60
const MOST_READY = 6  // drawings of what was shown before or may be asked for next, where a page says no other number
const mostOf = (data) => data.kept ?? MOST_READY
const FAILED = "图没有画出来；数见下表和导出的文件。"

const library = async (address) => {
  if (!window.vegaEmbed) await window.fetchScript(address)
  return window.vegaEmbed
}
const wide = async (box) => {  // what is folded away is as wide as the chart above it, and drawn after it, so that paper has it too
  await null  // until it stands in the page
  const fold = box.closest("details:not([open])"), shown = fold?.previousElementSibling ?? box
  if (!shown.clientWidth) await new Promise((resolve) => {
    const watch = new ResizeObserver(() => { if (shown.clientWidth) { watch.disconnect(); resolve() } })
    watch.observe(shown)
  })
  if (fold) await new Promise((resolve) => { requestIdleCallback(resolve, { timeout: LATER }) })
  return shown.clientWidth
}
const BESIDE = 70  // pixels that each of small multiples needs beside its plot
const NARROW = 500  // pixels of a chart below which names stand on more lines
const signals = (spec) => spec.signals ? "signals" : "params"  // of one that was compiled before, or of one that was not
const sized = (spec, width, room) => {
  if (spec.facet) return { ...spec, columns: Math.max(1, Math.floor(width / (spec.spec.width + BESIDE))) }
  if (width < NARROW) {
    const own = spec[signals(spec)]?.map((one) => one.name === "lines" ? { ...one, value: 2 } : one)
    spec = { ...spec, [signals(spec)]: own, height: spec.usermeta?.narrow ?? spec.height }
  }
  const size = room ? { height: room - 8, autosize: { type: "fit", contains: "padding" } } : {}
  return { ...spec, ...size, width: spec.width === "container" ? width : spec.width }
}
const toned = (spec, made, mode) => {  // a specification in the colours of a mode
  if (made === mode) return spec
  const pairs = Object.entries(COLOURS), own = spec.usermeta?.turned ?? {}
  const other = new Map(made === "light" ? pairs : pairs.map(([light, dark]) => [dark, light]))
  const turn = (one) => typeof one === "string" ? own[one] ?? other.get(one) ?? one
    : Array.isArray(one) ? one.map(turn)
    : one && typeof one === "object" ? Object.fromEntries(Object.entries(one).map(([name, value]) => [name, name === "usermeta" ? value : turn(value)])) : one
  return turn(spec)
}
const drawn = async (embed, canvas, spec, options, mode) => {  // a chart drawn before need not be compiled again
  if (spec.marks) return embed(canvas, spec, { ...options, mode: "vega" })
  spec = { config: CONFIGURED[mode], ...spec }
  const text = JSON.stringify(spec)
  const known = COMPILED.get(text)
  const made = await embed(canvas, known ?? spec, known ? { ...options, mode: "vega" } : options)
  COMPILED.delete(text)
  COMPILED.set(text, made.vgSpec)
  if (COMPILED.size > MOST_COMPILED) COMPILED.delete(COMPILED.keys().next().value)
  return made
}
const READY = new Map()  // what a drawing shows and its width to one made before it is asked for, the latest last; each serves once
const WIDTHS = new Map()  // place in the page to the width that a chart has there
const placeOf = (root, row, article) => [root.clientWidth, row, article].join()
const madeIn = (data) => data.mode === "dark" ? "dark" : "light"
const shownAs = (spec, mode, data) => JSON.stringify([spec, mode, data.fill && [innerWidth, innerHeight]])
const roomOf = (data) => data.fill && innerHeight * data.fill  // of the window that a picture is kept for, though it may be another by then
const pictured = async (canvas, spec, data, mode, width, room) => {
  const embed = await library(data.bundle)
  const { view, finalize } = await drawn(embed, canvas, sized(toned(spec, madeIn(data), mode), width, room), {
    renderer: "svg", actions: false, ast: true, logLevel: 1, defaultStyle: false, tooltip: { disableDefaultStyle: true, theme: mode },
  }, mode)
  return { canvas, view, finalize }
}
const taken = (key) => {
  const made = READY.get(key)
  READY.delete(key)
  return made
}
const keep = (key, made, data) => {
  if (READY.has(key)) return made.finalize()
  READY.set(key, made)
  if (READY.size <= mostOf(data)) return
  const [oldest, { finalize }] = READY.entries().next().value
  READY.delete(oldest)
  finalize()
}
const standOut = (box, names) => {
  const own = SHOWN.get(box)
  if (!own || own.names.join() === names.join()) return
  own.names = names
  own.emphasise?.(names)
}
const paint = async (box, part, spec, data, pick, mode, names = []) => {
  const text = shownAs(spec, mode, data), room = roomOf(data)
  if (SHOWN.get(box)?.text === text) { standOut(box, []); return }
  const own = { text, names, again: (now = mode) => paint(box, part, spec, data, pick, now, own.names) }
  SHOWN.get(box)?.stop?.()
  SHOWN.set(box, own)
  const coming = make("div", { className: "canvas coming" })
  box.append(coming)
  try {
    const width = await wide(box)
    if (SHOWN.get(box) !== own) { coming.remove(); return }  // asked to show something else meanwhile
    WIDTHS.set(placeOf(box.closest(".panels"), box.closest(".row").className, box.closest("article").className), width)
    const { canvas, view, finalize } = taken(text + width) ?? await pictured(coming, spec, data, mode, width, room)
    if (SHOWN.get(box) !== own) { finalize(); coming.remove(); return }
    if (spec[signals(spec)]?.some((one) => one.name === data.emphasis)) {
      own.emphasise = (names) => view.signal(data.emphasis, names).run()
      if (own.names.length) own.emphasise(own.names)
    }
    box.replaceChildren(canvas)
    canvas.className = "canvas"
    const picked = (_, item) => { if (item?.datum?.[part.pick]) pick(item.datum[part.pick]) }
    if (part.pick) view.addEventListener("click", picked)
    let last = width
    own.resize = (wanted = box.clientWidth) => {
      if (!wanted || Math.abs(wanted - last) < 2 || spec.width !== "container") return
      last = wanted
      view.width(last).run()
    }
    const watch = new ResizeObserver(() => { if (!matchMedia("print").matches) own.resize() })
    watch.observe(box)
    own.stop = () => {
      watch.disconnect()
      if (part.pick) view.removeEventListener("click", picked)
      if (!own.names.length && last === width) keep(text + width, { canvas, view, finalize }, data)
      else finalize()
    }
  } catch (error) {
    if (SHOWN.get(box) !== own) return
    SHOWN.delete(box)
    box.replaceChildren(make("p", { className: "notes" }, FAILED))
    console.warn(error)
  }
}
const foot = (part) => {
  const notes = part.notes.length
    ? make("details", {}, make("summary", {}, `注 ${part.notes.length}`), ...part.notes.map((note) => make("p", {}, note)))
    : null
  const bars = part.changes?.bars ? make("span", { className: "bars" }, part.changes.bars) : null  // said where they are drawn
  return part.foot.length || notes || bars
    ? make("div", { className: "notes" }, bars, ...part.foot.map(([text, isDoubt]) =>
        make("span", { className: isDoubt ? "doubt" : "" }, text)), notes)
    : null
}
const whole = (before, figures, behind) =>  // what may stand on a line of its own is a word before the figures
  make("span", {}, before, make("span", { className: "figures" }, make("b", {}, figures), behind))
const board = (cells, pick) => cells.length ? make("dl", { className: `n${cells.length}${cells.length > 8 ? " many" : ""}` }, ...cells.map(([name, [before, figures, behind], aside, key]) => {
  const number = make("dd", { tabIndex: 0, onclick: () => pick(key) }, whole(before, figures, behind),
    aside ? make("small", {}, joined(aside)) : null)
  number.onkeydown = (event) => { if (event.key === "Enter") pick(key) }
  return make("div", {}, make("dt", {}, name), number)
})) : null
const changes = (table, pick, kind = "changes") => {  // the unit stands once a line, the ends of all bars over them
  if (!table) return null
  const { name, unit, earlier, now, change, word } = table.headings
  const heads = [["c0", name], ...(unit ? [["unit", unit]] : []), ...earlier.map((year) => ["c1", year]), ["c2", now], ["c3", change]]
  return make("table", { className: `${kind}${earlier.length > 1 ? " long" : ""}${word ? "" : " unjudged"}` },
    make("caption", {}, [...earlier, now].join(" → ")),
    make("thead", {}, make("tr", {}, ...heads.map(([className, text]) => make("th", { scope: "col", className }, text)),
      make("th", { scope: "col", className: "c4" }, make("span", { className: "ends" }, ...table.scale.map((text) => make("span", {}, text)))),
      word ? make("th", { scope: "col", className: "c5" }, word) : null)),
    make("tbody", {}, ...table.lines.map((line) => {
      const bar = make("span", { className: `bar ${line.judgement}` })
      bar.style.left = `${50 + Math.min(line.share, 0) * 50}%`
      bar.style.width = `${Math.abs(line.share) * 50}%`
      const row = make("tr", { tabIndex: 0, onclick: () => pick(line.key) },
        make("td", { className: "c0" }, line.name), unit ? make("td", { className: "unit" }, line.unit) : null,
        ...line.earlier.map((number) => make("td", { className: "c1" }, number)),
        make("td", { className: "c2" }, make("b", {}, line.now)), make("td", { className: `c3 ${line.judgement}` }, line.change),
        make("td", { className: "c4" }, make("span", { className: "axis" }, line.share ? bar : null)),
        word ? make("td", { className: "c5" }, sign(line.judgement), make("span", { className: "word" }, line.word)) : null)
      row.onkeydown = (event) => { if (event.key === "Enter") pick(line.key) }
      return row
    })))
}
const crossed = (table, pick) => {  // a line for each indicator, a column for each of the parts that all have
  if (!table) return null
  const [name, ...parts] = table.headings
  const drawn = make("table", { className: "crossed" })
  drawn.style.setProperty("--parts", parts.length)
  drawn.append(
    make("thead", {}, make("tr", {}, ...[name, ...parts].map((text) => make("th", { scope: "col" }, text)))),
    make("tbody", {}, ...table.lines.map(([[indicator], ...numbers]) => make("tr", {},
      make("th", { scope: "row" }, indicator),
      ...numbers.map(([text, key]) => {
        const cell = make("td", key && text ? { tabIndex: 0, onclick: () => pick(key) } : {}, text)
        cell.onkeydown = (event) => { if (event.key === "Enter") cell.click() }
        return cell
      })))))
  return drawn
}
const beside = (table, pick) => {  // areas on the same lines; what is left of them is there for paper
  if (!table) return null
  const cell = (number) => {
    if (!number) return make("td", { className: "unreported" }, table.unreported)
    const [[before, figures, behind], aside, key] = number
    const own = make("td", { tabIndex: 0, onclick: () => pick(key) },
      whole(before, figures, behind), aside ? make("small", {}, joined(aside)) : null)
    own.onkeydown = (event) => { if (event.key === "Enter") pick(key) }
    return own
  }
  const drawn = make("table", { className: "beside" })
  drawn.style.setProperty("--areas", table.heads.length - 1)
  drawn.append(
    make("thead", {}, make("tr", {}, ...table.heads.map(([name, known]) => make("th", { scope: "col" }, make("span", {}, name), known ? make("small", {}, known) : null)))),
    ...table.groups.map((group) => make("tbody", { className: group.isFolded ? "folded" : "" },
      group.title ? make("tr", { className: "group" }, make("th", { scope: "rowgroup", colSpan: table.heads.length }, group.title)) : null,
      ...group.lines.map((line) => make("tr", {},
        make("th", { scope: "row" }, line.name, line.tag ? make("small", {}, line.tag) : null), ...line.numbers.map(cell))))))
  if (!table.groups.some((group) => group.isFolded)) return drawn
  const more = make("button", { type: "button", className: "more", ariaExpanded: "false" }, `${table.fold} ›`)
  more.onclick = () => {
    const isWhole = drawn.classList.toggle("whole")
    more.ariaExpanded = String(isWhole)
    more.textContent = isWhole ? "收起" : `${table.fold} ›`
  }
  return make("div", {}, drawn, more)
}
const WHOLE = 12  // letters of what stays on one line
const stressed = (sentence, facts) => {  // the sentence in pieces, those that were asked for in bold
  const found = facts.map((fact) => [sentence.indexOf(fact), fact]).filter(([at]) => at >= 0).sort(([one], [other]) => one - other)
  const pieces = []
  let end = 0
  for (const [at, fact] of found) {
    if (at < end) continue
    pieces.push(joined(sentence.slice(end, at)), make("b", { className: fact.length < WHOLE ? "kept" : "" }, joined(fact)))
    end = at + fact.length
  }
  return [...pieces, joined(sentence.slice(end))]
}
const said = (sentence, number, facts = [], tag = "p") => {
  if (!sentence) return null
  const line = make(tag, { className: "sentence" }, make("span", {}, ...stressed(sentence, facts)), " ", copyButton(sentence))
  line.dataset.part = number
  return line
}
const within = (spec, names) => spec.usermeta?.names?.some((name) => names.includes(name)) ||
  spec.layer?.some(({ encoding }) => encoding.y?.sort?.some((name) => names.includes(name)))
const emphasise = (article, panel, mark, sentences = []) => {  // one series stands out, without another drawing
  Object.assign(SHOWN.get(article), { mark, sentences })
  article.querySelector("select").value = mark
  panel.parts.forEach((part, number) => {
    const names = part.series[mark] ?? []
    article.querySelector(`.sentence[data-part="${number}"]`)?.replaceWith(said(sentences[number] || part.sentence, number))
    for (const box of article.querySelectorAll(`.chart[data-part="${number}"]`)) standOut(box, names)
    for (const line of article.querySelectorAll(`.pairs[data-part="${number}"] tbody tr`)) {
      line.classList.toggle("chosen", names.includes(line.firstChild.textContent))
    }
    const isBelow = !within(part.spec ?? {}, names) && part.rest.some((spec) => within(spec, names))
    if (isBelow) article.querySelector(`.rest[data-part="${number}"]`).open = true
  })
}
const links = (panel, link) => make("nav", { ariaLabel: `${panel.heading || "回答"}：接着看` }, ...panel.links.map((one) => link(one, {}, one.text)))
const answered = (panel, tools, drawn, foot, link) => {  // the sentence; its drawing beside what may be asked next; what is near
  const [part] = panel.parts, shown = drawn(part, 0)
  const listed = (label, items) => make("ul", { ariaLabel: `回答：${label}` }, ...items.map((item) => make("li", {}, ...item)))
  return [
    said(part.sentence, 0, part.facts, "h1"),
    part.more ? make("p", { className: "more" }, part.more) : null,
    make("div", { className: "evidence" },
      make("section", { className: shown.length ? "drawn" : "bare" },
        shown.length ? make("header", {}, make("h2", {}, part.heading), tools) : null, ...shown, foot(part),
        panel.links.length ? links(panel, link) : null),
      panel.further.length ? make("section", { className: "next" }, make("h2", {}, "接着问"),
        listed("接着问", panel.further.map((one) => [link(one, {}, one.text)]))) : null),
    panel.near.length ? make("section", { className: "near" }, make("h2", {}, "相近的结果"), ...panel.near.map(([heading, lines]) =>
      make("div", {}, make("h3", {}, heading), listed(heading, lines.map(([one, text]) => [link(one, {}, one.text), text ? make("span", {}, text) : null]))))) : null,
  ].filter(Boolean)
}
const stop = (article) => { for (const box of article.querySelectorAll(".chart")) SHOWN.get(box)?.stop?.() }
const ROW = { line: 38, text: 28, small: 26, gap: 8, part: 20, around: 62 }  // pixels of a line of a table, of the sentence, of small texts, between them, of what a part has besides, around all
const EM = { text: 18, small: 16, narrow: 0.55 }  // sizes of type, and how wide a figure or a Latin letter is
const GAP = 20  // pixels between panels, as in the style
const A_CELL = 170  // pixels of a number at least, of which two to four stand in a row
const A_BOARD = 6  // numbers: more take the whole width where no chart stands beside them
const onLines = (text, width, size) => Math.ceil([...text].reduce((sum, letter) => sum + (letter < "\u2e80" ? EM.narrow : 1), 0) * size / width)
const high = (panel, width) => {  // about how high a panel will be, before it is drawn
  const inside = width - 42, small = (texts) => texts.reduce((sum, text) => sum + onLines(text, inside, EM.small) * ROW.small, 0)
  const board = (cells) => {
    const across = Math.min(Math.max(Math.floor(inside / A_CELL), 2), [3, 5, 6, 9].includes(cells.length) ? 3 : 4), own = inside / across - 24
    let sum = 0
    for (let first = 0; first < cells.length; first += across) {
      const row = cells.slice(first, first + across)
      sum += 18 + Math.max(...row.map(([name]) => onLines(name, own, EM.small) * ROW.small)) +
        Math.max(...row.map(([, parts, aside]) => 30 + (aside && onLines(parts.join("") + aside, own - 16, EM.text) > 1 ? ROW.small : 0)))
    }
    return sum
  }
  const crossing = (table) => table ? ROW.line + table.lines.reduce((sum, [[name]]) =>
    sum + 12 + onLines(name, inside * A_NAME, 17) * ROW.small, 0) : 0
  return panel.parts.reduce((sum, part) => sum + ROW.part + (part.heading ? ROW.small + ROW.gap : 0) +
    (part.sentence ? onLines(`${part.sentence}复制`, inside, EM.text) * ROW.text + ROW.gap : 0) +
    (part.value ? 50 : 0) + board(part.cells) + (part.spec ? tall(part.spec, inside) + ROW.gap : 0) + (part.rest.length ? ROW.small + ROW.gap : 0) +
    ROW.line * (part.changes ? part.changes.lines.length + 1 : part.lines.length) + small(part.points) + crossing(part.crossed) +
    small(part.foot.some(([, isDoubt]) => isDoubt) ? part.foot.map(([text]) => text) : [part.foot.map(([text]) => text).join("　　")]),
  ROW.around + (Object.keys(panel.series).length ? ROW.small : 0))
}
const SMALL = 400  // pixels of a chart that does not say how high it is
const A_NAME = 0.35  // of the width, for the names of a table
const tall = (spec, width) => (width < NARROW && spec.usermeta?.narrow || spec.height || SMALL) + 25
const isTable = (panel) => (panel.parts.length === 1 && Boolean(panel.parts[0].changes || panel.parts[0].beside)) || panel.parts.some((part) => part.is_wide)
const isBoard = (panel) => panel.parts.length === 1 && panel.parts[0].cells.length > 0 && !panel.parts[0].spec
const isWide = (panel) => isTable(panel) || (panel.parts.length === 1 && panel.parts[0].cells.length > A_BOARD)
const MOST_TRIED = 10  // panels of two columns of which every order is tried
const UNEVEN = 200  // pixels by which columns may end apart, so that the last panel of the shorter one takes them
const balanced = (run, heights) => {  // panels in two columns that end about alike: the first two at their heads, each column in the order of all
  let best = null
  const free = Math.min(run.length, MOST_TRIED) - 2
  for (let sides = 0; sides < 2 ** free; sides += 1) {
    const columns = [[], []], ends = [0, 0]
    run.forEach((number, place) => {
      const side = place < 2 ? place : place < MOST_TRIED ? (sides >> (place - 2)) & 1 : Number(ends[1] < ends[0])
      columns[side].push(number)
      ends[side] += heights[place] + GAP
    })
    const apart = Math.abs(ends[0] - ends[1])
    if (!best || apart < best.apart) best = { columns, apart }
  }
  return best
}
const level = ({ columns, apart }) => Object.assign(columns, { isLevel: apart <= UNEVEN })
const inRows = (panels, width) => {  // numbers of panels in rows of one or two columns of the width
  const rows = []
  let run = []
  const close = () => {
    if (run.length === 1) rows.push([run])
    if (run.length > 1) {
      const heights = run.map((number) => high(panels[number], width / 2)), last = run.at(-1)
      const all = balanced(run, heights)
      const fewer = run.length > 2 && all.apart > UNEVEN && isBoard(panels[last]) ? balanced(run.slice(0, -1), heights) : null
      if (run.length === 2 && Math.min(...heights) < Math.max(...heights) / 2) rows.push([[run[0]]], [[run[1]]])
      else if (fewer && fewer.apart < all.apart) rows.push(level(fewer), [[last]])
      else rows.push(level(all))
    }
    run = []
  }
  panels.forEach((panel, number) => {
    const next = panels[number + 1]
    if (panel.row) {
      const isNew = !number || panels[number - 1].row !== panel.row
      if (isNew) {
        close()
        rows.push(Object.assign([], { isEven: true }))
      }
      rows.at(-1).push([number])
      return
    }
    const isAlone = isTable(panel) || (isWide(panel) && run.length % 2 === 0 && (!next || isWide(next)))
    if (isAlone) close()
    run.push(number)
    if (isAlone) close()
  })
  close()
  return rows
}
const PAPER = { upright: 800, across: 600 }  // pixels of a chart; it stands on A4 in four fifths of them
const FOLDS = "details:not(.chips details, [open])"  // other readings of a question are no part of its answer

const LATER = 2000  // milliseconds after which a chart that may be asked for is drawn all the same
const MOST_LISTED = 20  // charts of a list of choices that are drawn once, so that they need not be compiled when one is asked for
const prepare = (root, data, choices, most = mostOf(data), behind = []) => {  // the first charts of other panels, while the browser has nothing to do
  const mode = modeOf(root, data), each = Math.max(1, Math.floor(most / choices.length))
  let left = mostOf(data)  // to be kept as drawings; of others what was compiled is kept
  const wanted = root.wanted = choices.flatMap((panels) => inRows(panels, root.clientWidth).flatMap((row) => row.flat().filter((number) => number < each).flatMap((number) => {
    const width = WIDTHS.get(placeOf(root, rowOf(row), articleOf(panels[number])))
    return panels[number].parts.filter((part) => part.spec && width).map(({ spec }) => [spec, width])
  }))).slice(0, most).concat(behind)
  const isShown = (text) => [...root.querySelectorAll(".chart")].some((box) => SHOWN.get(box)?.text === text)
  const next = async () => {
    if (!wanted.length || root.wanted !== wanted || !root.isConnected) return
    const [spec, width] = wanted.shift(), text = shownAs(spec, mode, data), room = roomOf(data)
    try {
      if (!READY.has(text + width) && !isShown(text)) {
        const made = await pictured(make("div", { className: "canvas" }), spec, data, mode, width, room)
        if (left-- > 0) keep(text + width, made, data)
        else made.finalize()
      }
    } catch (error) {
      console.warn(error)  // where it is asked for, it is tried again, and a reader told
    }
    requestIdleCallback(next, { timeout: LATER })
  }
  requestIdleCallback(next, { timeout: LATER })
}
const rowOf = (row) => row.isEven ? "row even" : row.length > 1 ? "row" : "row whole"
const articleOf = (panel) => panel.is_plain ? "plain" : panel.is_answer ? "answer" : ""

const show = (root, data, tell) => {
  const grid = root.querySelector(".grid")
  const rows = inRows(data.panels, root.clientWidth), columns = []
  rows.forEach((row, place) => {
    const box = grid.children[place] ?? grid.appendChild(make("div"))
    while (box.children.length < Math.max(row.length, 2)) box.append(make("div", { className: "column" }))
    box.className = rowOf(row)
    box.style.setProperty("--columns", row.length)
    box.toggleAttribute("data-level", Boolean(row.isLevel))
    row.forEach((numbers, side) => { for (const number of numbers) columns[number] = box.children[side] })
  })
  const link = linkBy((target) => tell("go", target))
  const mode = modeOf(root, data), before = root.dataset.mode
  root.dataset.mode = mode
  root.className = `panels${data.panels.length > 1 ? " several" : ""}${data.fill ? " stage" : ""}`
  const inText = (part, number, at) => {  // on a phone
    const lines = changes(part.pairs[at], (key) => tell("picked", key), "changes pairs")
    if (lines) lines.dataset.part = number
    return lines
  }
  const place = (part, number, old, spec = part.spec) => {
    const box = old ?? make("div")
    box.className = part.pairs.length ? "chart paired" : "chart"
    box.dataset.part = number
    box.setAttribute("role", "img")
    box.setAttribute("aria-label", part.name)
    paint(box, part, spec, data, (value) => tell("picked", value), mode)
    return box
  }
  const rest = (part, number, charts) => {
    if (!part.rest.length) return null
    const fold = make("details", { className: "rest" }, make("summary", {}, part.fold),
      ...part.rest.flatMap((spec, at) => [place(part, number, charts.shift(), spec), inText(part, number, at + 1)]).filter(Boolean))
    fold.dataset.part = number
    return fold
  }
  const build = (panel, article) => {
    const charts = [...article.querySelectorAll(".chart")]
    const choice = make("select", {}, make("option", { value: "" }, "全部"),
      ...Object.entries(panel.series).map(([mark, name]) => make("option", { value: mark }, name)))
    choice.onchange = () => {
      SHOWN.get(article).wanted = choice.value
      emphasise(article, panel, choice.value)
      tell("emphasised", { panel: panel.id, mark: choice.value })
    }
    const label = choice.length > 1 ? [make("label", {}, "突出 ", choice)] : []
    const tools = make("span", { className: "tools" },
      panel.about ? link(panel.about, {}, panel.about.text) : null,
      panel.pin ? make("button", { type: "button", onclick: () => tell("pin", panel.id) }, panel.pin) : null)
    const drawn = (part, number) => [
      part.value ? make("p", { className: "number", title: part.help }, part.value) : null,
      board(part.cells, (key) => tell("picked", key)),
      changes(part.changes, (key) => tell("picked", key)),
      crossed(part.crossed, (key) => tell("picked", key)),
      beside(part.beside, (key) => tell("picked", key)),
      part.lines.length ? make("table", { className: "lines" }, make("tbody", {}, ...part.lines.map(([to, text, aside, isChosen]) =>
        make("tr", { className: isChosen ? "chosen" : "" }, make("th", { scope: "row" }, link(to, {}, to.text)), make("td", {}, text),
          make("td", { className: "aside" }, aside))))) : null,
      part.points.length ? make("ul", { className: "points" }, ...part.points.map((point) => make("li", {}, point))) : null,
      part.spec ? place(part, number, charts.shift()) : null,
      inText(part, number, 0),
      rest(part, number, charts),
    ].filter(Boolean)
    article.className = articleOf(panel)
    article.replaceChildren(
      ...(panel.chips.length ? [make("div", { className: "chips" }, make("span", {}, "理解为"), ...panel.chips.map(([label, text, others]) =>
        others.length
          ? make("details", {}, make("summary", {}, `${label}：${text}`), ...others.map((one) => link(one, {}, one.text)))
          : make("span", { className: "chip" }, `${label}：${text}`)))] : []),
      ...(panel.heading ? [make("header", {}, make("h2", {}, panel.heading), ...label, tools)] : []),
      ...(panel.is_answer ? answered(panel, tools, drawn, foot, link) : panel.parts.flatMap((part, number) => [
        part.heading ? make("h3", {}, part.heading) : null,
        said(part.sentence, number),
        ...drawn(part, number),
        foot(part),
      ].filter(Boolean))),
      ...(panel.links.length && !panel.is_answer ? [links(panel, link)] : []))
    for (const left of charts) SHOWN.get(left)?.stop?.()
  }
  const articles = [...root.querySelectorAll("article")].sort((one, other) => one.style.order - other.style.order)
  const count = data.count ?? data.panels.length  // the others have their place already
  data.panels.slice(0, count).forEach((panel, number) => {
    const article = articles[number] ?? make("article")
    if (article.parentElement !== columns[number]) columns[number].append(article)
    article.style.order = number  // where there is one column, they stand in the order of their numbers
    const { chosen, ...same } = panel  // what stands out is no other drawing
    const none = panel.parts.map(() => ""), sentences = panel.parts.map((part) => part.chosen)
    const text = JSON.stringify([{ ...same, parts: same.parts.map((part) => ({ ...part, chosen: "" })) }, data.fill])
    if (SHOWN.get(article)?.text !== text) {
      SHOWN.set(article, { text, mark: "", sentences: none })
      build(panel, article)
    }
    const own = SHOWN.get(article)
    if ((own.wanted ?? chosen) !== chosen) return  // an older choice has come back
    delete own.wanted
    const isOther = own.mark !== chosen || own.sentences.join() !== sentences.join()
    if (isOther && Object.keys(panel.series).length) emphasise(article, panel, chosen, sentences)
  })
  for (const left of articles.slice(count)) { stop(left); left.remove() }
  for (const left of [...grid.children].slice(rows.length)) left.remove()
  if (before && before !== mode) for (const box of root.querySelectorAll(".chart")) SHOWN.get(box)?.again?.(mode)
  if (data.next && count === data.panels.length) prepare(root, data, data.next())
}

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".panels")
  show(root, data, setTriggerValue)

  const charts = () => [...root.querySelectorAll(".chart")].map((box) => SHOWN.get(box)).filter((own) => own?.resize)
  const folds = []
  const onto = (width) => { for (const own of charts()) own.resize(width) }
  const before = () => {
    folds.push(...root.querySelectorAll(FOLDS))
    for (const details of folds) details.open = true
    onto(PAPER.upright)
  }
  const after = () => {
    for (const details of folds.splice(0)) details.open = false
    onto()
  }
  const paper = matchMedia("print")
  const turned = () => {  // which way the paper lies is known only now
    if (paper.matches) onto(matchMedia("(orientation: landscape)").matches ? PAPER.across : PAPER.upright)
  }
  const anew = () => { for (const box of root.querySelectorAll(".chart")) SHOWN.get(box)?.again(root.dataset.mode) }
  if (data.fill) window.addEventListener("resize", anew)  // a slide follows the height of the window too
  window.addEventListener("beforeprint", before)
  window.addEventListener("afterprint", after)
  paper.addEventListener("change", turned)
  LISTENING.get(root)?.()
  const place = root.getRootNode()
  const untold = () => { for (const article of root.querySelectorAll("article")) delete SHOWN.get(article)?.wanted }
  const coming = ({ detail }) => {  // what is pointed at in a list goes before the others in it, whichever is known first
    const choices = detail.map(({ panels }) => panels)
    if (choices.length > 1) prepare(root, detail[0], choices, MOST_LISTED)
    else prepare(root, detail[0], choices, undefined, root.wanted)
  }
  place.addEventListener("untold", untold)
  place.addEventListener("coming", coming)
  LISTENING.set(root, () => {
    place.removeEventListener("untold", untold)
    place.removeEventListener("coming", coming)
    window.removeEventListener("resize", anew)
    window.removeEventListener("beforeprint", before)
    window.removeEventListener("afterprint", after)
    paper.removeEventListener("change", turned)
  })
  return () => {
    LISTENING.get(root)?.()
    stop(root)
  }
}
