export default function ({ data, parentElement, setTriggerValue }) {
  const box = parentElement.querySelector("input")
  parentElement.querySelector("span").textContent = data.label
  box.accept = data.ending
  box.onchange = async () => {
    const file = box.files[0]
    if (!file) return
    const text = file.size > data.largest ? "" : await file.text()
    box.value = ""  // the same file can be chosen again
    setTriggerValue("read", { text })
  }
}
