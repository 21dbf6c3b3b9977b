const toggle = () => document.fullscreenElement
  ? document.exitFullscreen() : document.documentElement.requestFullscreen()
export default function ({ data, setTriggerValue }) {
  const listen = (event) => {
    if (event.target.closest?.("input, textarea") || event.ctrlKey || event.altKey || event.metaKey) return
    const action = data.actions[event.key.length > 1 ? event.key : event.key.toLowerCase()]
    if (!action) return
    event.preventDefault()
    if (action === data.fullScreen) toggle()
    else setTriggerValue("pressed", action)
  }
  const root = document.documentElement
  window.addEventListener("keydown", listen)
  root.dataset.keys = data.name
  return () => {
    window.removeEventListener("keydown", listen)
    if (root.dataset.keys === data.name) delete root.dataset.keys
  }
}
