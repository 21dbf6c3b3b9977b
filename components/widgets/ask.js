export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".ask")
  if (root.dataset.shown === JSON.stringify(data)) return  // what is being typed stays
  root.dataset.shown = JSON.stringify(data)
  const ask = (text) => { if (text.trim()) setTriggerValue("asked", text.trim()) }
  const box = make("input", { type: "search", value: data.question, placeholder: data.placeholder, ariaLabel: data.label,
                              maxLength: data.longest, enterKeyHint: "search" })
  const form = make("form", { role: "search" }, box, make("button", { type: "submit" }, data.button))
  form.onsubmit = (event) => { event.preventDefault(); ask(box.value) }
  root.replaceChildren(form, make("p", {}, "如", ...data.examples.map((text) => {
    const example = make("button", { type: "button", onclick: () => ask(text) }, text)
    return example
  })))
}
