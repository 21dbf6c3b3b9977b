const unpacked = async (name) => {
  const bytes = Uint8Array.from(atob(document.getElementById(`data-${name}`).textContent), (letter) => letter.charCodeAt(0))
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"))
  return JSON.parse(await new Response(stream).text())
}
const DATA = await unpacked("common")
const DRAWN = {}  // mode to its configuration and specifications, read when it is first shown
let mode = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light"
const turn = async (wanted) => {
  mode = wanted
  DRAWN[mode] ??= await unpacked(mode)
  document.documentElement.dataset.mode = mode
}
const spec = (number) => number === null ? null : { config: DRAWN[mode].config, ...DRAWN[mode].specs[number] }
const NUMBERS = DATA.numbers, ROWS = DATA.tables[NUMBERS.table]
const PLACES = new Map(ROWS.keys.map((key, place) => [key, place]))  // key of an observation to its row
