const KEPT = 60000  // milliseconds that a browser has for writing the file

const save = async (address, name) => {
  const answer = await fetch(address)
  if (!answer.ok) throw new Error((await answer.json()).error)
  const local = URL.createObjectURL(await answer.blob())
  Object.assign(document.createElement("a"), { href: local, download: name }).click()
  setTimeout(() => URL.revokeObjectURL(local), KEPT)
}
export default function ({ data, parentElement }) {
  const said = parentElement.querySelector("span")
  const link = parentElement.querySelector("a")
  const address = new URL(data.address, window.__streamlit?.BACKEND_BASE_URL ?? location.href).href
  Object.assign(link, { href: address, download: data.name, textContent: data.label })
  link.onclick = (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return  // a new window is the browser's
    event.preventDefault()
    save(address, data.name).then(
      () => { said.textContent = `已保存 ${data.name}` },
      (error) => { said.textContent = `${data.label} 没有取到：${error.message}` })
  }
}
