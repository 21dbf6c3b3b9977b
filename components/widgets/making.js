const SVG = "http://www.w3.org/2000/svg"

const make = (tag, properties = {}, ...children) => {
  const element = Object.assign(document.createElement(tag), properties)
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== ""))
  return element
}
const draw = (tag, attributes, text = "") => {
  const element = document.createElementNS(SVG, tag)
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
  element.textContent = text
  return element
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
