const TYPE = "image/png"

export default function ({ data, parentElement }) {
  const button = parentElement.querySelector("button")
  const said = parentElement.querySelector("span")
  button.textContent = data.label
  button.hidden = !navigator.clipboard?.write  // a page without https has no clipboard for pictures
  said.textContent = button.hidden ? "用 http 打开时浏览器不让网页复制图片，请插入刚保存的文件。" : ""
  const address = new URL(data.address, window.__streamlit?.BACKEND_BASE_URL ?? location.href).href
  const fetched = async () => {
    const answer = await fetch(address)
    if (!answer.ok) throw new Error(await answer.text())
    return new Blob([await answer.arrayBuffer()], { type: TYPE })
  }
  button.onclick = () => {
    navigator.clipboard.write([new ClipboardItem({ [TYPE]: fetched() })]).then(
      () => { said.textContent = "已复制，可以粘贴到文件里。" },
      (error) => { said.textContent = `没有复制：${error.message}` })
  }
}
