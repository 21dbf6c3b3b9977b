const byHand = (text) => {  // a page without https has no clipboard
  const area = document.createElement("textarea")
  area.value = text
  document.body.append(area)
  area.select()
  const done = document.execCommand("copy")
  area.remove()
  return done
}
export default function ({ data, parentElement }) {
  parentElement.querySelector("span").textContent = data.text
  parentElement.querySelector("aside").textContent = data.remarks.join("\n")
  const button = parentElement.querySelector("button")
  button.onclick = async () => {
    const given = navigator.clipboard?.writeText(data.text).then(() => true, () => byHand(data.text))
    button.textContent = (await (given ?? byHand(data.text))) ? "已复制" : "请选中文字复制"
    setTimeout(() => { button.textContent = "复制" }, 2000)
  }
}
