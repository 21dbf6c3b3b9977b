const coming = import(new URL("/* address */", window.__streamlit?.BACKEND_BASE_URL ?? location.href).href).then((own) => {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(own.style)
  return { draw: own.default, sheet }
})
export default async (component) => {
  const { draw, sheet } = await coming
  const root = component.parentElement.getRootNode()
  if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets.push(sheet)
  return draw(component)
}
