const RULES = "whitepaper-paper"
const FOLDED = '[data-testid="stExpander"] details:not([open]), [data-testid="stDeckGlJsonChart"], [data-testid="stSkeleton"], [class*="st-key-whole_"]'
const CONNECTED = '[data-testid="stApp"][data-test-connection-state="CONNECTED"]'
let stopLast = () => {}  // of two buttons that a page may have for a moment, one listens

const quoted = (text) => `"${text.replace(/["\\\n]/g, " ")}"`
const numbered = (data, day) => `@media print { @page { margin: 14mm 14mm 18mm;
  @bottom-left { content: ${quoted(`${data.title}　${data.version}　${day} 打印`)}; font-size: 11px; color: #4d5a6b }
  @bottom-right { content: "第 " counter(page) " / " counter(pages) " 页"; font-size: 11px; color: #4d5a6b } } }`

export default function ({ data, parentElement, setTriggerValue }) {
  const button = parentElement.querySelector("button")
  const print = () => {  // what is folded, and light charts, have to come from the server first
    const isOther = data.isDark || document.querySelector(FOLDED)
    if (isOther && document.querySelector(CONNECTED)) setTriggerValue("asked", true)
    else window.print()
  }
  const pressed = (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey || event.key.toLowerCase() !== "p") return
    event.preventDefault()
    print()
  }
  const before = () => {
    const day = new Date().toLocaleDateString("zh-CN", { year: "numeric", month: "long", day: "numeric" })
    const rules = document.getElementById(RULES) ?? document.head.appendChild(Object.assign(document.createElement("style"), { id: RULES }))
    rules.textContent = numbered(data, day)
    for (const place of document.querySelectorAll(".printed_on")) place.textContent = `　打印日期：${day}`
  }
  button.textContent = data.label
  button.onclick = print
  stopLast()
  window.addEventListener("keydown", pressed)
  window.addEventListener("beforeprint", before)
  const stop = () => {
    window.removeEventListener("keydown", pressed)
    window.removeEventListener("beforeprint", before)
  }
  stopLast = stop
  return stop
}
