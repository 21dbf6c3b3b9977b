const LOST = ["webglcontextlost", "webglcontextcreationerror"]  // they do not bubble, but are seen on their way down
let isLost = false  // as long as the window is open

export default function ({ setStateValue }) {
  const tell = () => {
    // A renderer without a graphics card counts as none: its map stutters.
    const found = document.createElement("canvas").getContext("webgl2", { failIfMajorPerformanceCaveat: true })
    found?.getExtension("WEBGL_lose_context")?.loseContext()
    const hundreds = (pixels) => Math.round(pixels / 100) * 100
    const [width, height] = [hundreds(window.innerWidth), hundreds(window.innerHeight)]
    setStateValue("seen", { webgl: found !== null, lost: isLost, width, height })
  }
  const lose = (event) => {
    if (!event.target.isConnected) return  // of a page that was left
    isLost = true
    tell()
  }
  for (const name of LOST) document.addEventListener(name, lose, true)
  tell()
  return () => { for (const name of LOST) document.removeEventListener(name, lose, true) }
}
