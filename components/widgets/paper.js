const RULES = "whitepaper-paper"

const quoted = (text) => `"${text.replace(/["\\\n]/g, " ")}"`
const sheetsNumbered = ({ title, version }) => {  // each sheet says which it is, of how many, of which data version; today's date
  const day = new Date().toLocaleDateString("zh-CN", { year: "numeric", month: "long", day: "numeric" })
  const rules = document.getElementById(RULES) ?? document.head.appendChild(Object.assign(document.createElement("style"), { id: RULES }))
  rules.textContent = `@media print { @page { margin: 14mm 14mm 18mm;
  @bottom-left { content: ${quoted(`${title}　${version}　${day} 打印`)}; font-size: 11px; color: #4d5a6b }
  @bottom-right { content: "第 " counter(page) " / " counter(pages) " 页"; font-size: 11px; color: #4d5a6b } } }`
  return day
}
