const send = async (file, address) => {
  const answer = await fetch(`${address}?name=${encodeURIComponent(file.name)}`, { method: "POST", body: file })
  if (!answer.ok) throw new Error((await answer.json()).error)
}
export default function ({ data, parentElement, setTriggerValue }) {
  const box = parentElement.querySelector("input")
  const said = parentElement.querySelector("p")
  const address = new URL(data.address, window.__streamlit?.BACKEND_BASE_URL ?? location.href).href
  parentElement.querySelector("span").textContent = data.label
  Object.assign(box, { accept: data.endings, multiple: true })
  box.onchange = async () => {
    const files = [...box.files]
    box.value = ""  // the same file can be chosen again
    const refused = []
    for (const [place, file] of files.entries()) {
      said.textContent = `正在上传 ${place + 1}/${files.length}：${file.name}`
      try {
        if (file.size > data.largest) throw new Error(data.tooLarge)
        await send(file, address)
      } catch (error) {
        refused.push(`${file.name}：${error.message}`)
      }
    }
    said.textContent = refused.join("\n")
    if (files.length) setTriggerValue("received", { count: files.length - refused.length })
  }
}
