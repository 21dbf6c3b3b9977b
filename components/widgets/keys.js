const toggle = () => document.fullscreenElement
  ? document.exitFullscreen() : document.documentElement.requestFullscreen()
const CURTAIN = "whitepaper-curtain"
const lift = () => document.getElementById(CURTAIN)?.remove()
const lower = () => {
  const curtain = Object.assign(document.createElement("div"), { id: CURTAIN, onclick: lift })
  Object.assign(curtain.style, { position: "fixed", inset: "0", zIndex: "2000000", background: "#000" })
  document.body.append(curtain)
}
export default function ({ data, setTriggerValue }) {
  const listen = (event) => {
    if (event.target.closest?.("input, textarea") || event.ctrlKey || event.altKey || event.metaKey) return
    const action = data.actions[event.key.length > 1 ? event.key : event.key.toLowerCase()]
    if (!action) return
    event.preventDefault()
    if (document.getElementById(CURTAIN)) lift()  // the first key only brings the slide back
    else if (action === data.black) lower()
    else if (action === data.fullScreen) toggle()
    else setTriggerValue("pressed", action)
  }
  const root = document.documentElement
  window.addEventListener("keydown", listen)
  root.dataset.keys = data.name
  return () => {
    lift()
    window.removeEventListener("keydown", listen)
    if (root.dataset.keys === data.name) delete root.dataset.keys
  }
}
