
const elementStyle = new CSSStyleSheet()
elementStyle.replaceSync("/* style */")
export default (component) => {
  const root = component.parentElement.getRootNode()
  if (!root.adoptedStyleSheets.includes(elementStyle)) root.adoptedStyleSheets.push(elementStyle)
  return elementBring(component, elementDraw)
}
