const stage = document.querySelector(".stage")

const talk = () => {  // the talk of what is shown; none under a filter that it does not follow
  if (state.year) return null
  if (state.page === "overview") return { story: "overview" }
  if (state.page === "sector" && state.sector && !state.town) return { story: "sector", sector: state.sector }
  return state.page === "town" && state.town ? { story: "town", town: state.town } : null
}
const talkOf = ({ story, sector, town }) => story === "overview" ? story : `${story}:${story === "sector" ? sector : town}`

// The reader's own talk: screens of the others, each named by its talk and place. It is kept by the browser, for this file
// alone, as another one may have other screens at these places; where that is denied, until the window is closed.
const MINE = "mine", SHELF = `${DATA.title} ${DATA.version} ${DATA.made}`, MOST_OWN = 60
const shelf = () => { try { return window.localStorage } catch { return null } }
const screenOf = (id) => DATA.talks[id.split("/")[0]]?.screens[id.split("/")[1]]
let mine = (shelf()?.getItem(SHELF) ?? "").split(",").filter(screenOf)
const collect = (id) => {  // or leave out again
  mine = mine.includes(id) ? mine.filter((one) => one !== id) : [...mine, id]
  shelf()?.setItem(SHELF, mine.join())
}
const screens = (asked) => {  // each with its name
  if (asked.story === MINE) return (asked.own ?? "").split(",").filter(screenOf).slice(0, MOST_OWN).map((id) => [id, screenOf(id)])
  const key = talkOf(asked)
  return (DATA.talks[key]?.screens ?? []).map((one, place) => [`${key}/${place}`, one])
}
const leave = ({ story = MINE, sector, town }) => go(story === MINE ? "overview" : story, story === "sector" ? { sector } : story === "town" ? { town } : {})

const present = () => {
  const asked = screens(state), all = asked.length ? asked : screens({ story: "overview" })
  const here = Math.min(Math.max(Number.parseInt(state.slide, 10) || 1, 1), all.length)
  const [id, one] = all[here - 1], isOwn = asked.length && state.story === MINE
  const place = isOwn ? { place: `${here} / ${all.length}` } : {}
  const move = (action) => {
    const goals = { next: here + 1, previous: here - 1, first: 1, last: all.length }
    if (!(action in goals)) return leave(state)
    const { page, ...rest } = state
    history.replaceState(null, "", address(TALKING, { ...rest, slide: Math.min(Math.max(goals[action], 1), all.length) }))
    shown()
  }
  const button = (text, action) => make("button", { type: "button", onclick: () => move(action) }, text)
  const take = () => {
    collect(id)
    const left = asked.map(([each]) => each).filter((each) => each !== id)
    if (isOwn && !mine.includes(id)) history.replaceState(null, "", address(TALKING, { story: MINE, own: left.join(), slide: here }))
    if (isOwn && !left.length) leave(state)
    else shown()
  }
  const isFull = mine.length >= MOST_OWN && !mine.includes(id)
  const taken = make("button", { type: "button", onclick: take, disabled: isFull, title: isFull ? `我的汇报最多 ${MOST_OWN} 页。` : "" },
    mine.includes(id) ? "移出我的汇报" : "收入我的汇报")
  const body = one.hasModes ? one.body?.[mode] : one.body
  stage.replaceChildren(
    make("div", { className: "hands" }, button("‹ 上一页", "previous"), button("下一页 ›", "next"), taken, button("退出", "leave")),
    ...(one.cover ? [make("div", {}, mount("slide", { part: "cover", ...one.cover, ...place }))] : [
      make("div", { className: "stage-title" }, mount("slide", { part: "head", ...one.head })),
      make("div", { className: "stage-picture" },
        body ? mount("slide", { part: "body", ...body }) : one.table ? table(one.table) : one.panel !== null ? panels([one.panel], DATA.fill) : null),
      make("div", { className: "stage-foot" }, mount("slide", { part: "foot", ...one.foot, ...place }))]),
    mount("keys", { name: "offline", ...DATA.keys }, { pressed: move }))
}
