export default (component) =>
  window.drawElement("/* address */", component)
