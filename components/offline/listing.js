// Lists that follow no choice: towns side by side, what is covered, who supplied the numbers.
const inCells = (number) => {  // a table each cell of which tells of its own number
  const { laid, keys } = DATA.tables[number]
  return table(laid, (row, column) => card(keys[row][column]))
}
const tabs = (label, entries) => make("nav", { className: "tabs", ariaLabel: label }, ...entries.map(([page, asked, text, isHere]) =>
  to(page, asked, text, { ariaCurrent: isHere ? "true" : null })))

const sideBySide = (towns) => {
  const { laid, keys } = DATA.tables[DATA.compared.table], last = laid.headings.length - 1
  const places = towns.map((id) => 1 + WORDS.towns.findIndex(([key]) => key === id))
  const columns = [0, ...places, last], [able, unable] = DATA.compared.words
  const has = (row) => places.filter((place) => keys[row][place]).length
  const kept = [...laid.rows.keys()].filter((row) => has(row) || !keys[row].some(Boolean))
  const isShared = (row) => has(row) > 1 || !keys[row].some(Boolean) && row < kept.find((one) => keys[one].some(Boolean))
  const rows = [...kept.filter(isShared), ...kept.filter((row) => !isShared(row))]  // what one town alone reports comes last
  const texts = (row) => laid.rows[row].map((text, column) => column === last && text === able && has(row) < 2 ? unable : text)
  const own = columned({ ...laid, rows: rows.map(texts), isLong: false }, columns)
  const ems = own.shares.reduce((sum, share) => sum + share, 0) * laid.ems / 100
  return table({ ...own, ems }, (row, column) => card(keys[rows[row]][columns[column]]))
}
const compare = () => {
  const towns = (state.towns ?? "").split(",").filter((id) => TOWNS.has(id)).slice(0, DATA.compared.most)
  const chosen = (place, id) => [...new Set(towns.map((one, at) => (at === place ? id : one)).concat(place < towns.length ? [] : [id]))].filter(Boolean)
  const boxes = Array.from({ length: Math.min(towns.length + 1, DATA.compared.most) }, (_, place) =>
    box("towns", `街镇 ${place + 1}`, WORDS.towns, place < towns.length ? "不选" : "再选一个", towns[place],
      (id) => go("compare", { ...query(), towns: chosen(place, id).join() })))
  return [heading(towns.length > 1 ? `${towns.map((id) => TOWNS.get(id)).join("、")}对照` : "街镇对照", "h1"), unfollowed("sector", "town", "year"),
    make("div", { className: "choices inner" }, ...boxes),
    ...(towns.length > 1 ? [...quiet("点格子，看这个数的出处、定义和核对结果。"), sideBySide(towns)]
      : [make("p", { className: "empty" }, `选二至${DATA.compared.most === 4 ? "四" : DATA.compared.most}个街镇，并排看同一项目。`)]),
    make("p", { className: "links" }, ...towns.map((id) => to("town", { town: id }, `${TOWNS.get(id)}的画像 ›`)))]
}

const coverage = () => {
  const part = state.part in DATA.covered ? state.part : Object.keys(DATA.covered)[0]
  const { title, meaning, sentence: said, table: number } = DATA.covered[part], { keys } = DATA.tables[number]
  return [heading("数据覆盖", "h1"), unfollowed("sector", "town", "year"),
    tabs("内容", Object.entries(DATA.covered).map(([name, one]) => ["coverage", { ...query(), part: name }, one.title, name === part])),
    heading(`${title} · ${DATA.tables[number].laid.rows.length} 行`), said ? sentence(said) : null,
    ...quiet(...meaning), keys.length ? inCells(number) : table(DATA.tables[number].laid)]
}

const departments = () => {
  const own = DATA.supplied.open[state.department]
  const all = () => [sentence(DATA.supplied.sentence), ...quiet("点任一行，看这个部门待核实之处和缺失的数。"),
    table(DATA.tables[DATA.supplied.table].laid, (row) => DATA.supplied.names[row] && go("departments", { ...query(), department: DATA.supplied.names[row] }))]
  const one = () => [sentence(own.sentence), make("p", {}, to("departments", {}, "返回全部部门")),
    ...own.tables.flatMap(([title, number]) => {
      const count = DATA.tables[number].laid.rows.length
      return [heading(`${title} · ${count} 条`), count ? inCells(number) : null]
    })]
  return [heading(own ? state.department : "责任部门", "h1"), unfollowed("sector", "town", "year"), ...(own ? one() : all())]
}
