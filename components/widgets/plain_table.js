const cells = (kind, texts) => texts.map((text) => Object.assign(document.createElement(kind), {
  textContent: text, className: text.length <= 6 ? "short" : "",
}))
export default function ({ data, parentElement, setTriggerValue }) {
  const table = parentElement.querySelector("table")
  table.className = (data.isClickable ? "clickable " : "") + (data.height ? "fitted" : "")
  table.querySelector("thead tr").replaceChildren(...cells("th", data.headings))
  table.style.minWidth = data.height ? "" : `${Math.min(data.ems, data.narrowest)}em`
  table.style.setProperty("--print-size", `${Math.min(13, 680 / data.ems)}px`)  // an A4 page is 688 px wide
  for (const [place, cell] of table.querySelectorAll("th").entries()) cell.style.width = `${data.shares[place]}%`
  const pick = (row, column) => setTriggerValue("picked", [row, column])
  table.querySelector("tbody").replaceChildren(...data.rows.map((texts, place) => {
    const row = document.createElement("tr")
    row.replaceChildren(...cells("td", texts))
    if (data.isClickable) {
      row.tabIndex = 0
      row.onkeydown = (event) => { if (event.key === "Enter") pick(place, 1) }
      for (const [column, cell] of [...row.children].entries()) cell.onclick = () => pick(place, column)
    }
    return row
  }))
  if (!data.height) return
  const fit = () => {
    const room = innerHeight * data.height
    const wide = innerWidth * 0.94
    let size = Math.max(Math.min(innerHeight / 32, wide / data.ems), innerHeight / 45)
    do {
      table.style.fontSize = `${size}px`
      table.style.width = `${Math.min(wide, size * data.ems * 1.15)}px`
      size -= 0.5
    } while (table.offsetHeight > room && size > 9)
  }
  fit()
  window.addEventListener("resize", fit)
  return () => window.removeEventListener("resize", fit)
}
