const toggle = () => document.fullscreenElement
  ? document.exitFullscreen() : document.documentElement.requestFullscreen()
const CURTAIN = "whitepaper-curtain"
const lift = () => document.getElementById(CURTAIN)?.remove()
const lower = () => {
  const curtain = Object.assign(document.createElement("div"), { id: CURTAIN, onclick: lift })
  Object.assign(curtain.style, { position: "fixed", inset: "0", zIndex: "2000000", background: "#000" })
  document.body.append(curtain)
}
const LISTENING = (window.whitepaperKeys ??= new Map())  // name to what listens under it; a page drawn anew takes over
const GRACE = 500  // milliseconds in which it does so, so that no key is lost between the two

const listen = (event) => {
  if (event.target.closest?.("input, textarea") || event.ctrlKey || event.altKey || event.metaKey) return
  const key = event.key.length > 1 ? event.key : event.key.toLowerCase()
  const own = [...LISTENING.values()].reverse().find((one) => one.data.actions[key])
  if (!own) return
  const action = own.data.actions[key]
  event.preventDefault()
  if (document.getElementById(CURTAIN)) lift()  // the first key only brings the slide back
  else if (action === own.data.black) lower()
  else if (action === own.data.fullScreen) toggle()
  else own.setTriggerValue("pressed", action)
}
export default function ({ data, setTriggerValue }) {
  const own = { data, setTriggerValue }
  if (!LISTENING.size) window.addEventListener("keydown", (LISTENING.listen = listen))
  LISTENING.delete(data.name)
  LISTENING.set(data.name, own)
  document.documentElement.dataset.keys = data.name
  return () => setTimeout(() => {
    if (LISTENING.get(data.name) !== own) return
    lift()
    LISTENING.delete(data.name)
    document.documentElement.dataset.keys = [...LISTENING.keys()].at(-1) ?? ""
    if (!LISTENING.size) window.removeEventListener("keydown", LISTENING.listen)
  }, GRACE)
}
