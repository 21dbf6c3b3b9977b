const stage = document.querySelector(".stage")

const talk = () => {  // the talk of what is shown; none under a filter that it does not follow
  if (state.year) return null
  if (state.page === "overview") return { story: "overview" }
  if (state.page === "sector" && state.sector && !state.town) return { story: "sector", sector: state.sector }
  return state.page === "town" && state.town ? { story: "town", town: state.town } : null
}
const screens = ({ story, sector, town }) => DATA.talks[story === "overview" ? story : `${story}:${story === "sector" ? sector : town}`]
const leave = ({ story = "overview", sector, town }) => go(story, story === "sector" ? { sector } : story === "town" ? { town } : {})

const present = () => {
  const { screens: all } = screens(state) ?? DATA.talks.overview
  const here = Math.min(Math.max(Number.parseInt(state.slide, 10) || 1, 1), all.length)
  const one = all[here - 1]
  const move = (action) => {
    const goals = { next: here + 1, previous: here - 1, first: 1, last: all.length }
    if (!(action in goals)) return leave(state)
    const { page, ...rest } = state
    history.replaceState(null, "", address(TALKING, { ...rest, slide: Math.min(Math.max(goals[action], 1), all.length) }))
    shown()
  }
  const button = (text, action) => make("button", { type: "button", onclick: () => move(action) }, text)
  const body = one.hasModes ? one.body?.[mode] : one.body
  stage.replaceChildren(
    make("div", { className: "hands" }, button("‹ 上一页", "previous"), button("下一页 ›", "next"), button("退出", "leave")),
    ...(one.cover ? [make("div", {}, mount("slide", { part: "cover", ...one.cover }))] : [
      make("div", { className: "stage-title" }, mount("slide", { part: "head", ...one.head })),
      make("div", { className: "stage-picture" },
        body ? mount("slide", { part: "body", ...body }) : one.table ? table(one.table) : one.panel !== null ? panels([one.panel], DATA.fill) : null),
      make("div", { className: "stage-foot" }, mount("slide", { part: "foot", ...one.foot }))]),
    mount("keys", { name: "offline", ...DATA.keys }, { pressed: move }))
}
