const toggle = () => document.fullscreenElement
  ? document.exitFullscreen() : document.documentElement.requestFullscreen()
const CURTAIN = "whitepaper-curtain"
const lift = () => document.getElementById(CURTAIN)?.remove()
const lower = () => {
  const curtain = Object.assign(document.createElement("div"), { id: CURTAIN, onclick: lift })
  Object.assign(curtain.style, { position: "fixed", inset: "0", zIndex: "2000000", background: "#000" })
  document.body.append(curtain)
}
const LISTENING = (window.whitepaperKeys ??= new Map())  // element that listens to what it listens for, newest last
const GRACE = 500  // milliseconds in which an element that is drawn anew takes over, so that no key is lost between the two

const listen = (event) => {
  if (event.target.closest?.("input, textarea") || event.ctrlKey || event.altKey || event.metaKey) return
  const key = event.key.length > 1 ? event.key : event.key.toLowerCase()
  const own = [...LISTENING].reverse().find(([place, one]) => place.isConnected && one.data.actions[key])?.[1]
  if (!own) return
  const action = own.data.actions[key]
  event.preventDefault()
  if (document.getElementById(CURTAIN)) lift()  // the first key only brings the slide back
  else if (action === own.data.black) lower()
  else if (action === own.data.fullScreen) toggle()
  else own.setTriggerValue("pressed", action)
}
export default function ({ data, parentElement, setTriggerValue }) {
  const own = { data, setTriggerValue }
  if (!LISTENING.size) window.addEventListener("keydown", (LISTENING.listen = listen))
  LISTENING.set(parentElement, own)  // an element that is drawn again keeps its place, so that an old one never becomes the newest
  document.documentElement.dataset.keys = data.name
  return () => setTimeout(() => {
    if (LISTENING.get(parentElement) !== own) return
    lift()
    LISTENING.delete(parentElement)
    document.documentElement.dataset.keys = [...LISTENING.values()].at(-1)?.data.name ?? ""
    if (!LISTENING.size) window.removeEventListener("keydown", LISTENING.listen)
  }, GRACE)
}
