const value = ([before, figures, behind]) =>
  make("span", { className: "value" }, before, make("b", {}, figures), behind)
const changed = (line) => line.change === null
  ? make("span", { className: "change" }, line.mark ? make("i", { className: "doubt" }, line.mark) : "")
  : make("span", { className: `change ${line.judgement}` }, line.change,
         line.basis ? make("i", { className: "basis" }, line.basis) : "",
         line.mark ? make("i", { className: "doubt" }, line.mark) : "", sign(line.judgement))
const WIDE = 30, HIGH = 12, DOT = 2.5
const course = (values) => {  // of several years, beside the label; the number says the last
  const [least, most] = [Math.min(...values), Math.max(...values)]
  const points = values.map((value, year) => [
    DOT + (WIDE - 2 * DOT) * year / (values.length - 1),
    DOT + (HIGH - 2 * DOT) * (most > least ? (most - value) / (most - least) : 0.5),
  ])
  const picture = draw("svg", { viewBox: `0 0 ${WIDE} ${HIGH}`, width: WIDE, height: HIGH, class: "course", "aria-hidden": "true" })
  const [x, y] = points.at(-1)
  picture.append(draw("polyline", { points: points.join(" ") }), draw("circle", { cx: x, cy: y, r: DOT }))
  return picture
}

let kept = { address: "", places: null }  // the towns and their map, the same whatever is chosen
const fetched = async (address) => {
  const answer = await fetch(new URL(address, window.__streamlit?.BACKEND_BASE_URL ?? location.href))
  if (!answer.ok) throw new Error(answer.status)
  kept = { address, places: await answer.json() }
  return kept.places
}
const NO_PLACES = "街镇与地图没有取到。请刷新页面；其余不受影响。"

export default function ({ data, parentElement, setTriggerValue }) {
  const chosen = new Set(data.chosen)
  const link = linkBy((target) => setTriggerValue("go", target))
  const list = (one) => make("section", { className: `list ${one.judgement}` },
    make("div", { className: "head" }, sign(one.judgement), make("h2", {}, one.title),
         one.all ? make("span", { className: "aside" }, link(one.all, {}, one.all.text)) : null),
    make("ul", {}, ...one.lines.map((line) => make("li", {},
      link(line.target, { className: "name" }, line.name), value(line.value), changed(line)))),
    one.lines.length ? null : make("p", { className: "quiet" }, one.empty))
  const card = (one) => link(one.target, { className: `card${one.isChosen ? " chosen" : ""}`, ariaLabel: one.title },
    make("h3", {}, one.title, make("i", { ariaHidden: "true" }, "›")),
    ...one.rows.map((row) => make("span", { className: "row" },
      make("span", { className: row.course.length ? "label run" : "label" }, row.label,
        row.course.length ? course(row.course) : ""), value(row.value), changed(row))))
  const mapOf = ({ towns, map: drawn }) => {
    const numbers = new Map(towns.map((town) => [town.id, town.number]))
    const picture = draw("svg", { viewBox: drawn.viewBox, role: "img", "aria-label": drawn.title, class: "map" })
    for (const shape of drawn.shapes) {
      picture.append(draw("path", { d: shape.path, class: chosen.has(shape.id) ? "town chosen" : "town" }))
    }
    for (const shape of drawn.shapes) {
      picture.append(draw("text", { x: shape.x, y: shape.y }, numbers.get(shape.id)))
    }
    return picture
  }
  const rail = make("section", { className: "rail" })
  const fill = (places) => rail.replaceChildren(make("h2", {}, places.map.title), mapOf(places),
    make("ol", { className: "towns" }, ...places.towns.map((town) => make("li", {},
      make("i", {}, town.number), link(town.target, { className: chosen.has(town.id) ? "chosen" : "" }, town.name),
      make("span", {}, town.industry)))),
    make("p", { className: "quiet" }, places.map.note))
  if (data.places.towns) fill(data.places)  // on a page without a server
  else if (kept.address === data.places) fill(kept.places)
  else fetched(data.places).then(fill, () => rail.replaceChildren(make("p", { className: "quiet" }, NO_PLACES)))
  const only = data.only === null ? null : make("p", { className: "only" }, data.only.text, " ",
    link(data.only.target, {}, "显示全部"))
  const summary = make("p", { className: "summary" },
    ...data.summary.map(([text, judgement]) => judgement ? make("b", { className: judgement }, text) : text), " ",
    link(data.findings.target, {}, data.findings.text))
  parentElement.querySelector(".overview").replaceChildren(
    make("header", {}, make("h1", {}, data.title), make("span", { className: "quiet" }, data.paper)), ...[only].filter(Boolean),
    summary, make("div", { className: "body" },
      make("div", { className: "main" }, make("div", { className: "lists" }, ...data.lists.map(list)),
        make("div", { className: "key" }, make("h2", {}, data.cardsTitle),
          ...data.key.map(([judgement, text]) => make("span", {}, sign(judgement), text))),
        make("div", { className: "cards" }, ...data.cards.map(card))),
      rail))
  const root = parentElement.querySelector(".overview")
  root.dataset.mode = modeOf(root, data)
}
