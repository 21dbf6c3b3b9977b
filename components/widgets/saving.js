const saved = new Set()  // a page drawn again must not save again
export default function ({ data }) {
  if (saved.has(data.address)) return
  saved.add(data.address)
  const address = new URL(data.address, window.__streamlit?.BACKEND_BASE_URL ?? location.href).href
  Object.assign(document.createElement("a"), { href: address, download: data.name }).click()
}
