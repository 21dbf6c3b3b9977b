const SVG = "http://www.w3.org/2000/svg"

const modeOf = (root, data) =>  // the colours that the page shows now; on paper the light ones, before it stands in the page those it was made in
  data.mode === "paper" ? "light" : !root.isConnected ? data.mode : getComputedStyle(root).colorScheme.includes("dark") ? "dark" : "light"
const make = (tag, properties = {}, ...children) => {
  const element = Object.assign(document.createElement(tag), properties)
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== ""))
  return element
}
const joined = (text) => text  // a number stays on one line with its unit or arrow, and years with those up to which they are
  .replace(/(\d) (?=\p{L})|([↑↓]) (?=\d)/gu, "$1$2\u00a0").replace(/(\d)-(?=\d)/g, "$1\u2060-\u2060")
const draw = (tag, attributes, text = "") => {
  const element = document.createElementNS(SVG, tag)
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
  element.textContent = text
  return element
}
const SIGNS = {  // a shape of its own for each judgement, so that colour is never alone
  better: ["好于上年", "M8 0a8 8 0 1 0 0 16A8 8 0 0 0 8 0z", "M4.2 8.3l2.6 2.6 5-5.4"],
  worse: ["不如上年", "M8 .6 15.9 15H.1z", "M8 5.4v4.6M8 12v1.4"],
  same: ["持平", "M8 .8a7.2 7.2 0 1 0 0 14.4A7.2 7.2 0 0 0 8 .8z", "M4.5 8h7"],
}
const sign = (judgement) => {
  if (!SIGNS[judgement]) return null
  const [name, shape, stroke] = SIGNS[judgement]
  const picture = draw("svg", { viewBox: "0 0 16 16", class: `sign ${judgement}`, role: "img", "aria-label": name })
  picture.append(draw("path", { d: shape, class: "shape" }), draw("path", { d: stroke, class: "stroke" }))
  return picture
}
const linkBy = (follow) => (target, properties, ...children) => {
  const anchor = make("a", { href: target.href, ...properties }, ...children)
  anchor.onclick = (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return  // a new window is the browser's
    event.preventDefault()
    follow({ page: target.page, query: target.query })
  }
  return anchor
}
const byHand = (text) => {  // a page without https has no clipboard
  const area = document.createElement("textarea")
  area.value = text
  document.body.append(area)
  area.select()
  const done = document.execCommand("copy")
  area.remove()
  return done
}
const copyButton = (text) => {
  const button = make("button", { type: "button", className: "copy" }, "复制")
  button.onclick = async () => {
    const given = navigator.clipboard?.writeText(text).then(() => true, () => byHand(text))
    button.textContent = (await (given ?? byHand(text))) ? "已复制" : "请选中文字复制"
    setTimeout(() => { button.textContent = "复制" }, 2000)
  }
  return button
}
