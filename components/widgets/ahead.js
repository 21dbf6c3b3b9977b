// A choice in a box of the filters is asked for beside the framework's own run, which takes longer to come. What is
// drawn from it counts until that run has ended: what the run brought then counts, the same or not.
const BOX = '[class*="st-key-filter_"]', NAME = /st-key-filter_(\w+)/
const APP = '[data-testid="stApp"]', RUN = "data-test-script-state", ENDED = "notRunning"
const REST = 100  // milliseconds without a run after which the last one was the one for the choice
const OWN = new WeakMap()  // root of panels to what the framework brought last, and what was drawn ahead of it
let asked = null  // the last choice

const textOf = ({ mode, panels }) => JSON.stringify([mode, panels])
const saidIn = (box) => {  // what a box says is chosen
  const input = box.querySelector("input")
  if (box.querySelector('[data-testid="stMultiSelect"]')) return [...box.querySelectorAll("[data-tag]")].map((tag) => tag.ariaLabel)
  return input.ariaExpanded === "true" ? ["?"] : [input.value].filter(Boolean)  // what is typed in an open box is no choice
}
const isSaid = (boxes) => [...document.querySelectorAll(BOX)].every((box) =>
  saidIn(box).join("\n") === (boxes[box.className.match(NAME)[1]] ?? []).join("\n"))
const choiceOf = (event) => {  // the box that a press is about to change, and the words of what it takes or leaves; empty for all
  const named = (box, choice) => ({ box: box.className.match(NAME)[1], choice })
  if (event.type === "pointerdown" ? event.button !== 0 : event.key !== "Enter" || event.isComposing) return null
  const own = event.target.closest?.(BOX), button = event.target.closest?.("button:not([aria-haspopup])")
  if (own && button) return named(own, button.closest("[data-tag]")?.ariaLabel ?? "")
  if (own && event.key && event.target.role !== "combobox") return named(own, event.target.value)
  const input = document.querySelector(`${BOX} input[role="combobox"][aria-expanded="true"]`)
  const option = event.key ? document.getElementById(input?.getAttribute("aria-activedescendant")) : event.target.closest?.('[role="option"]')
  return input && option ? named(input.closest(BOX), option.textContent) : null
}
const ask = (event, address, root) => {
  const choice = choiceOf(event)
  if (!choice) return
  asked?.stop()
  const url = new URL(address, window.__streamlit?.BACKEND_BASE_URL ?? location.href)
  for (const [name, text] of Object.entries(choice)) url.searchParams.set(name, text)
  const app = document.querySelector(APP), ended = new AbortController()
  let answer = null
  const draw = () => {
    if (!answer || !isSaid(answer.boxes) || app.dataset.testConnectionState !== "CONNECTED") return
    own.stop()
    drawAhead(root, answer.panels)
  }
  const boxes = new MutationObserver(draw)
  const runs = new MutationObserver(() => { if (app.getAttribute(RUN) === ENDED) own.stop() })  // the run was faster, or was another
  const own = { stop: () => { ended.abort(); boxes.disconnect(); runs.disconnect() } }
  asked = own
  boxes.observe(app, { attributes: true, attributeFilter: ["aria-expanded", "value"], childList: true, subtree: true })
  runs.observe(app, { attributeFilter: [RUN] })
  fetch(url, { signal: ended.signal }).then(async (told) => {
    if (told.status !== 200) return own.stop()
    answer = await told.json()
    if (asked === own) draw()
  }).catch((error) => { if (error.name !== "AbortError") console.warn(error); own.stop() })  // the framework's run brings them
}
const drawAhead = (root, panels) => {
  const own = OWN.get(root)
  if (!own) return
  own.settle()
  const data = { ...own.data, panels }
  if (textOf(data) === textOf(own.data)) return
  own.early = textOf(data)
  root.ariaBusy = "true"
  document.documentElement.dataset.ahead = "panels"
  let rest = 0
  const runs = new MutationObserver(() => {
    clearTimeout(rest)
    if (document.querySelector(APP)?.getAttribute(RUN) === ENDED) rest = setTimeout(() => { own.settle(); own.show(own.data) }, REST)
  })
  runs.observe(document.querySelector(APP), { attributeFilter: [RUN] })
  own.stopWaiting = () => { clearTimeout(rest); runs.disconnect() }
  own.show(data)
}
const bring = (root, data, tell, show) => {  // what the framework brings; while something else is drawn ahead it waits
  const own = OWN.get(root) ?? { waiting: [] }
  Object.assign(own, { data, tell, show })
  own.settle = (isDone = false) => {
    if (!own.early) return
    own.stopWaiting()
    own.early = ""
    root.ariaBusy = null
    delete document.documentElement.dataset.ahead
    root.classList.remove("busy")
    const waiting = own.waiting.splice(0)
    if (isDone) for (const [name, value] of waiting) tell(name, value)
    else for (const article of root.querySelectorAll("article")) delete SHOWN.get(article)?.wanted
  }
  OWN.set(root, own)
  if (own.early && own.early !== textOf(data)) root.classList.add("busy")
  else { own.settle(true); show(data) }
}
const report = (root, name, value) => {  // what a reader does with a panel drawn ahead is told once the server has it, too
  const own = OWN.get(root)
  if (own.early) own.waiting.push([name, value])
  else own.tell(name, value)
}
const listenAhead = (root, address) => {
  if (!address) return () => {}
  const press = (event) => ask(event, address, root)
  const back = () => { asked?.stop(); OWN.get(root)?.settle() }
  addEventListener("pointerdown", press, true)
  addEventListener("keydown", press, true)
  addEventListener("popstate", back)
  return () => {
    removeEventListener("pointerdown", press, true)
    removeEventListener("keydown", press, true)
    removeEventListener("popstate", back)
  }
}
