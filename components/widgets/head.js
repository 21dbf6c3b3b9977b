export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".head")
  root.dataset.mode = modeOf(root, data)
  const change = (one) => make("span", { className: `change ${one.judgement}` },
    one.mark ? make("i", { className: "doubt" }, one.mark) : null, one.note, sign(one.judgement))
  root.replaceChildren(
    make("div", { className: "title" }, make("h1", {}, data.title),
      make("p", {}, ...data.summary.map(([text, judgement]) => judgement ? make("b", { className: judgement }, text) : text))),
    ...data.lead.map((text) => make("p", { className: "lead" }, text)),
    data.note ? make("p", { className: "note" }, data.note) : "",
    !data.numbers.length ? "" : make("dl", {}, ...data.numbers.map((one) => {
      const [before, figures, behind] = one.value
      const number = make("dd", { tabIndex: 0, title: one.help, onclick: () => setTriggerValue("picked", one.key) },
        before, make("b", {}, figures), behind)
      number.onkeydown = (event) => { if (event.key === "Enter") setTriggerValue("picked", one.key) }
      return make("div", {}, make("dt", {}, one.label), number, make("dd", { className: "note" }, change(one)))
    })))
}
