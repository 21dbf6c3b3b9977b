const link = linkBy(follow)
const to = (page, query, text, properties = {}) => link({ page, query, href: address(page, query) }, properties, text)
const heading = (text, level = "h2") => make(level, {}, text)
const quiet = (...lines) => lines.filter(Boolean).map((line) => make("p", { className: "quiet" }, line))
const sentence = (text) => make("p", { className: "sentence" }, text, " ", copyButton(text))
const fold = (title, draw) => {  // made when it is opened, and on paper
  const own = make("details", { className: "fold" }, make("summary", {}, title))
  own.ontoggle = () => { if (own.open && own.children.length < 2) own.append(draw()) }
  return own
}
const facts = (pairs) => make("dl", { className: "facts" }, ...pairs.flatMap(([name, text]) => [make("dt", {}, name), make("dd", {}, text)]))
const HINT = "点任一行，看这个数的出处、定义和核对结果。"

const dialog = document.querySelector("dialog")
const tell = (title, ...parts) => {
  dialog.replaceChildren(make("header", {}, heading(title), make("button", { type: "button", onclick: () => dialog.close() }, "关闭")), ...parts)
  if (!dialog.open) dialog.showModal()
}
const card = (key) => {
  const place = PLACES.get(key)
  if (place === undefined) return
  const indicator = NUMBERS.indicators[place]
  const more = to("indicator", { indicator }, "看这个指标的说明 ›")
  tell("这个数哪来的", facts(NUMBERS.cards[place]), make("p", {}, more))
  more.addEventListener("click", () => dialog.close())
}
const rowsFold = (places) => places.length
  ? fold(`数据表 · ${places.length} 行`, () => make("div", {}, ...quiet(HINT), table(only(ROWS.laid, places), (row) => card(ROWS.keys[places[row]])))) : null
const rowsTable = (places) => places.length
  ? [heading(`数据表 · ${places.length} 行`), ...quiet(HINT), table(only(ROWS.laid, places), (row) => card(ROWS.keys[places[row]]))]
  : [make("p", { className: "empty" }, "没有符合全部条件的数。可以去掉上方的部分条件。")]

const overview = () => [mount("overview", DATA.overviews[state.year ?? ""], { go: follow })]

const key = (year = state.year) => `${state.town ?? ""}|${year ?? ""}`
const EVERY_YEAR = ["", ...WORDS.years.map(([key]) => key).filter((key) => !key.includes(","))]
const sectorLinks = () => make("ul", { className: "links" }, ...WORDS.sectors.map(([id, name]) => make("li", {}, to("sector", { sector: id }, name))))
const found = (own) => {  // the case or policy that a search led here for
  const one = own.cases.find((each) => each.name === state.q)
  const policies = own.policies === null ? [] : DATA.tables[own.policies].laid.rows.filter((cells) => cells.includes(state.q))
  return [...(one ? [caseOf(one)] : []), ...policies.map((cells) => make("article", { className: "case" },
    make("h3", {}, `政策文件　${state.q}`), ...quiet(cells.filter((text) => text && text !== state.q).join(" · "))))]
}
const caseOf = (one) => make("article", { className: "case" }, make("h3", {}, one.title), make("p", {}, one.summary), ...quiet(one.source))
const sector = () => {
  if (!state.sector) return [heading("选一个领域", "h1"), sectorLinks()]
  const own = DATA.sectors[state.sector]
  const head = own.heads[state.year ?? ""]
  const parts = state.town || !head
    ? [heading([SECTORS.get(state.sector), ...named(["town"])].join(" · "), "h1")]
    : [mount("head", head, { picked: card })]
  if (state.q) parts.push(...found(own))
  const has = (sub) => key() in DATA.subsectors[sub]
  const shown = state.sub ?? own.subsectors.find(has) ?? own.subsectors[0]
  parts.push(make("nav", { className: "tabs", ariaLabel: "子领域" }, ...own.subsectors.map((sub) =>
    to("sector", { ...query(), sub }, WORDS.subsectors[sub], { className: has(sub) ? "" : "none", ariaCurrent: sub === shown ? "true" : null }))))
  const made = DATA.subsectors[shown][key()]
  if (!made) {
    const words = named(["town", "year"]).map((word) => `“${word}”`).join("、")
    parts.push(make("p", { className: "empty" }, `这个子领域没有${words}的数。颜色较淡的子领域也没有；可以去掉上方的部分条件。`))
  } else {
    if (!made.panels.length && !made.tables.length) parts.push(make("p", { className: "empty" }, "这里没有可以画出的数，原因见下面的数据表。"))
    const next = () => [...EVERY_YEAR.map((year) => DATA.subsectors[shown][key(year)]), ...own.subsectors.map((sub) => DATA.subsectors[sub][key()])]
    parts.push(panels(made.panels, 0, () => next().filter((one) => one && one !== made).map((one) => one.panels)), ...made.tables.map((one) =>
      make("article", { className: "listed" }, heading(one.title, "h3"), sentence(one.sentence), numbered(one.table))))
  }
  state = { ...state, sub: shown }
  parts.push(rowsFold(kept()))
  if (state.town || state.year) {
    parts.push(...quiet("案例、荣誉和政策不按街镇和年份筛选，这里没有列出；选“全部”后可看。"))
    return parts
  }
  if (own.cases.length) parts.push(heading("本领域案例"), ...own.cases.map(caseOf))
  if (own.honours !== null) parts.push(fold(`荣誉与名录 · ${own.honoured} 项`, () => table(DATA.tables[own.honours].laid)))
  if (own.policies !== null) parts.push(fold(`政策文件 · ${own.issued} 件`, () => table(DATA.tables[own.policies].laid)))
  return parts
}
const query = () => {
  const { page, story, slide, q, indicator, org, award, search, part, department, towns, ...rest } = state
  return rest
}

const town = () => {
  if (!state.town) {
    const rows = WORDS.towns.map(([id, name]) => make("tr", {}, make("td", {}, DATA.towns[id].place), make("th", { scope: "row" }, to("town", { town: id }, name)),
      make("td", {}, DATA.towns[id].industry)))
    return [heading("街镇画像", "h1"), ...quiet("点地图或列表选一个街镇。"), make("div", { className: "pair" },
      make("div", {}, drawing(DATA.choice, { picked: (id) => choose({ town: id, sector: "" }) }), ...quiet(DATA.mapNote)),
      make("table", { className: "plain" }, make("tbody", {}, ...rows)))]
  }
  const own = DATA.towns[state.town], made = own.panels[key()]
  const parts = [heading(own.name, "h1")]
  if (!state.year) {
    parts.push(make("p", { className: "known" }, own.industry ? "特色产业：" : "没有专题报告。",
      own.industry ? make("b", {}, own.industry) : null, own.industry ? `（${own.group}）` : null))
  }
  parts.push(make("div", { className: "beside" },
    made ? panels(made, 0, () => EVERY_YEAR.map((year) => own.panels[key(year)]).filter((one) => one && one !== made)) : make("p", { className: "empty" }, `没有${named(["year"]).join("")}的数。可以去掉上方的条件。`),
    make("div", {}, drawing(own.map, { picked: (id) => choose({ town: id }) }), ...quiet(DATA.mapNote))))
  parts.push(rowsFold(kept()))
  if (state.year) return [...parts, ...quiet("要点、荣誉和单位不按年份筛选，这里没有列出；选“全部年份”后可看。")]
  if (own.notes.length) parts.push(panels(own.notes), ...quiet(own.basis))
  parts.push(heading(`荣誉与名录 · ${own.honoured} 项`),
    own.honours === null ? make("p", {}, "白皮书没有列出注明属于该街镇的荣誉。") : table(DATA.tables[own.honours].laid))
  if (own.organisations !== null) parts.push(fold(`白皮书提到的单位 · ${own.named} 个`, () => table(DATA.tables[own.organisations].laid)))
  return parts
}

const map = () => {
  const own = DATA.maps.find((one) => one.indicator === (state.indicator ?? "")) ?? DATA.maps[0]
  return [heading("街镇地图", "h1"), unfollowed("sector", "town", "year"),
    make("div", { className: "choices inner" }, box("indicator", "着色", DATA.maps.slice(1).map((one) => [one.indicator, one.name]),
      DATA.maps[0].name, own.indicator, (value) => go("map", { ...query(), indicator: value }))),
    make("div", { className: "pair" }, make("div", {},
      drawing(own.panel, { picked: (id) => go("town", { town: id }) }), ...quiet(...own.remarks)),
    table(DATA.tables[own.table].laid))]
}

const keptHonours = () => {
  const { honours } = DATA
  const asked = (state.q ?? "").normalize("NFKC").toLowerCase().split(/\s+/).filter(Boolean)
  return [...honours.towns.keys()].filter((place) =>
    (!state.sector || honours.sectors[place] === state.sector) && (!state.town || honours.towns[place] === state.town) &&
    (!state.level || honours.levels[place] === state.level) && (!state.award || honours.awards[place] === state.award) &&
    (!state.org || honours.organisations[place].includes(state.org)) && asked.every((word) => honours.searched[place].includes(word)))
}
const honoursTable = (places) => {
  const own = DATA.tables[DATA.honours.table].laid
  return table(only(own, places), (row) => {
    const ids = DATA.honours.organisations[places[row]].filter((id) => id in DATA.organisations)
    const ways = ids.map((id) => to("honours", { org: id }, `${DATA.organisations[id].name}：全部荣誉和出处 ›`))
    for (const way of ways) way.addEventListener("click", () => dialog.close())
    tell("荣誉与名录", facts(DATA.honours.facts[places[row]]), ...ways.map((way) => make("p", {}, way)))
  })
}
const honours = () => {
  if (state.org in DATA.organisations) {
    const own = DATA.organisations[state.org]
    state = { page: state.page, org: state.org, year: state.year }
    const places = keptHonours()
    return [heading(own.name, "h1"), unfollowed("year"), facts(own.facts), heading(`荣誉与名录 · ${places.length} 项`),
      places.length ? honoursTable(places) : make("p", {}, "白皮书提到该单位，但没有列出以它为名的荣誉。"),
      heading("见于白皮书"), table(DATA.tables[own.mentions].laid), make("p", {}, to("honours", {}, "返回全部荣誉"))]
  }
  const places = keptHonours(), isAll = places.length === DATA.honours.towns.length
  const text = make("input", { type: "search", ariaLabel: "名称", placeholder: "名称的一部分", value: state.q ?? "",
    onchange: () => choose({ q: text.value }) })
  return [heading("企业与荣誉", "h1"), unfollowed("year"),
    make("div", { className: "choices inner" },
      box("level", "级别", WORDS.levels.map((level) => [level, level]), "全部级别", state.level, (value) => choose({ level: value })),
      make("label", {}, make("span", {}, "名称"), text),
      state.award ? make("button", { type: "button", onclick: () => choose({ award: "" }) }, `只看“${state.award}”：显示全部`) : null),
    isAll ? panels(DATA.honours.counts) : null,
    heading(`荣誉与名录 · ${places.length} 项`), isAll ? sentence(DATA.honours.sentence) : null,
    ...(places.length ? [...quiet("点任一行，看这一项的全部内容。"), honoursTable(places)]
      : [make("p", { className: "empty" }, "没有符合全部条件的荣誉。可以去掉部分条件。")])]
}

const CHECKED = [["found", "不一致之处"], ["errata", "勘误清单"], ["holding", "成立的核对"]]
const keptChecks = () => {
  const { checks } = DATA
  return [...checks.found.keys()].filter((place) => checks.found[place] === (state.part !== "holding") &&
    (!state.sector || checks.sectors[place].includes(state.sector)) && (!state.town || checks.towns[place].includes(state.town)))
}
const checks = () => {
  const part = CHECKED.some(([name]) => name === state.part) ? state.part : "found"
  const isAll = !state.sector && !state.town
  const parts = [heading("数据核对", "h1"), part === "errata" ? unfollowed("sector", "town", "year") : unfollowed("year")]
  if (isAll) {
    parts.push(sentence(DATA.checks.sentence), make("dl", { className: "counts" }, ...DATA.checks.ended.map(([name, count, meaning]) =>
      make("div", { title: meaning }, make("dt", {}, name), make("dd", {}, `${count} 处`)))))
  }
  parts.push(make("nav", { className: "tabs", ariaLabel: "内容" }, ...CHECKED.map(([name, text]) =>
    to("checks", { ...query(), part: name }, text, { ariaCurrent: name === part ? "true" : null }))))
  if (part === "errata") return [...parts, table(DATA.tables[DATA.checks.errata].laid)]
  const places = keptChecks()
  parts.push(heading(`${CHECKED.find(([name]) => name === part)[1]} · ${places.length} 项`))
  if (!places.length) return [...parts, make("p", { className: "empty" }, "所选条件下没有。可以去掉上方的部分条件。")]
  const opened = (row) => tell("核对详情", facts(DATA.checks.facts[places[row]]))
  return [...parts, ...quiet("点任一行，看所用的数、算式和出处。"), table(only(DATA.tables[DATA.checks.table].laid, places), opened)]
}

const explore = () => {
  const wanted = new Set((state.indicator ?? "").split(",").filter(Boolean))
  const subs = new Set([...wanted].map((id) => DATA.indicators[id]?.subsector).filter(Boolean))
  const numbers = [...subs].flatMap((sub) => DATA.subsectors[sub]?.[key()]?.panels ?? [])
    .filter((number) => DATA.panels[number].id.split(" ").some((id) => wanted.has(id)))
  const names = [...wanted].map((id) => DATA.indicators[id]?.name).filter(Boolean)
  return [heading(names.length && names.length < 4 ? names.join("、") : "指标查询", "h1"),
    numbers.length && numbers.length <= MOST_PANELS ? panels(numbers) : null, ...rowsTable(kept())]
}
const MOST_PANELS = 12

const indicator = () => {
  const own = DATA.indicators[state.indicator]
  if (!own) {
    return [heading("指标说明", "h1"), ...WORDS.sectors.map(([id, name]) => fold(name, () => make("ul", { className: "links" },
      ...Object.entries(DATA.indicators).filter(([, one]) => one.sector === id).map(([each, one]) =>
        make("li", {}, to("indicator", { indicator: each }, one.name))))))]
  }
  const places = kept(OF_INDICATOR)
  return [heading(own.name, "h1"), ...quiet(`${SECTORS.get(own.sector)} · ${WORDS.subsectors[own.subsector]}`), facts(own.facts),
    make("p", {}, to("explore", { indicator: state.indicator }, "看图和全部各行 ›")),
    make("p", { className: "links" }, "相关指标：", ...own.related.map((id) => to("indicator", { indicator: id }, DATA.indicators[id].name))),
    make("p", { className: "sentence" }, own.citation, " ", copyButton(own.citation)), ...rowsTable(places)]
}

const ANSWERED = "本文件只列出找到的内容，不回答问题；问句请到服务器上的看板里问。"
const search = () => {
  const groups = searched(state.search ?? "")
  const line = ([, title, detail, page, target, observation]) => make("li", {}, to(page, target, title),
    observation ? make("button", { type: "button", className: "detail", onclick: () => card(observation) }, detail) : make("span", {}, detail))
  const parts = [...groups].filter(([, entries]) => entries.length).flatMap(([kind, entries]) => [
    heading(`${WORDS.kinds.find(([id]) => id === kind)[1]} · ${entries.length} 条`),
    make("ul", { className: "results" }, ...entries.slice(0, 8).map(line)),
    entries.length > 8 ? fold(`其余 ${entries.length - 8} 条`, () => make("ul", { className: "results" }, ...entries.slice(8).map(line))) : null,
  ])
  const none = state.search ? `没有找到“${state.search}”。可以换个说法、用拼音或首字母（如 spcj），或少写几个字。` : "在上方的框里写要找的词。"
  return [heading("搜索", "h1"), unfollowed("sector", "town", "year"), ...quiet(ANSWERED), ...(parts.length ? parts : [make("p", { className: "empty" }, none)])]
}

const about = () => [heading("数据说明", "h1"), unfollowed("sector", "town", "year"),
  make("p", {}, `数据来自${DATA.about.papers.join("、")}。数据版本：${DATA.version}。本文件生成于 ${DATA.made}，此后的修订不在其中。`),
  make("ul", {}, ...[
    "白皮书所印的数照录，连同修饰语、单位和出处；即使与别处不一致也不改。",
    "没有印成文字的数列为缺失并写明原因，不估计、不填补；推算的数单独标明。",
    "图、数、句子和出处与看板相同，由同一程序生成；汇报是总览、各领域、各街镇的全篇；放映时点“收入我的汇报”，挑出的各页另成一篇，留在这个浏览器和网址里。",
    "这里只能搜索，不回答问题：问句要由服务器上的看板来答。也不导出 Office 文件和图片，这些请用看板。年份可选一年，或相邻的两三年；别的组合请用看板。",
    "本文件可以放在 U 盘或共享文件夹，双击即可打开，不联网，也不向任何地方发送内容。",
  ].map((text) => make("li", {}, text))),
  ...DATA.about.words.flatMap(([title, entries]) => [heading(title), facts(entries)]),
  heading("出处"), table(DATA.tables[DATA.about.sources].laid)]

const PAGES = { overview, sector, town, compare, map, honours, checks, coverage, departments, indicator, explore, search, about }
const NAMES = [["overview", "总览"], ["sector", "领域专题"], ["town", "街镇画像"], ["compare", "街镇对照"], ["map", "街镇地图"], ["honours", "企业与荣誉"],
  ["checks", "数据核对"], ["coverage", "数据覆盖"], ["departments", "责任部门"], ["indicator", "指标说明"], ["about", "数据说明"]]
const OF_INDICATOR = ["town", "year"]  // filters that its rows follow
const OF_ROWS = ["overview", "sector", "town", "explore", "indicator"]
