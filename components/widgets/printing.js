const FOLDED = '[data-testid="stExpander"] details:not([open]), [data-testid="stDeckGlJsonChart"], [data-testid="stSkeleton"], [class*="st-key-whole_"]'
const CONNECTED = '[data-testid="stApp"][data-test-connection-state="CONNECTED"]'
let stopLast = () => {}  // of two buttons that a page may have for a moment, one listens

export default function ({ data, parentElement, setTriggerValue }) {
  const button = parentElement.querySelector("button")
  const print = () => {  // what is folded, and light charts, have to come from the server first
    const isOther = data.isDark || document.querySelector(FOLDED)
    if (isOther && document.querySelector(CONNECTED)) setTriggerValue("asked", true)
    else whenDrawn(() => window.print())
  }
  const pressed = (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey || event.key.toLowerCase() !== "p") return
    event.preventDefault()
    print()
  }
  const before = () => {
    const day = sheetsNumbered(data)
    for (const place of document.querySelectorAll(".printed_on")) place.textContent = `　打印日期：${day}`
  }
  button.textContent = data.label
  button.onclick = print
  const turned = () => { if (document.querySelector(CONNECTED)) setTriggerValue("turned", true) }  // what the server draws follows, too
  stopLast()
  window.addEventListener("turned", turned)
  window.addEventListener("keydown", pressed)
  window.addEventListener("beforeprint", before)
  const stop = () => {
    window.removeEventListener("turned", turned)
    window.removeEventListener("keydown", pressed)
    window.removeEventListener("beforeprint", before)
  }
  stopLast = stop
  return stop
}
