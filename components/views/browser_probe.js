export default function ({ setStateValue }) {
  const canDraw = document.createElement("canvas").getContext("webgl2") !== null
  const hundreds = (pixels) => Math.round(pixels / 100) * 100
  setStateValue("seen", { webgl: canDraw, width: hundreds(window.innerWidth), height: hundreds(window.innerHeight) })
}
