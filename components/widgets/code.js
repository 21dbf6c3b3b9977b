export default function ({ data, parentElement }) {
  const drawn = () => {
    const picture = draw("svg", { viewBox: `0 0 ${data.size} ${data.size}`, role: "img", "aria-label": `二维码：${data.words}` })
    picture.append(draw("path", { d: data.path, "shape-rendering": "crispEdges" }))
    return picture
  }
  parentElement.querySelector(".code").replaceChildren(...(data.path ? [drawn()] : []), make("p", {}, data.words))
}
