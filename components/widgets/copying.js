export default function ({ data, parentElement }) {
  parentElement.querySelector("p").replaceChildren(make("span", {}, data.text), " ", copyButton(data.text))
}
