export default function ({ data, parentElement }) {
  const text = parentElement.querySelector("pre")
  text.textContent = data.text
  text.setAttribute("aria-label", data.label)
  parentElement.querySelector("p").replaceChildren(make("span", {}, data.label), " ", copyButton(data.text))
}
