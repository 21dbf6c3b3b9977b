// A choice in a box of the filters is asked for beside the framework's own run, which takes longer to come, and asked for
// already when a reader points at it, or looks at the open list that offers it. What the answer says is drawn by the
// elements themselves (`bringing.js`).
const BOX = '[class*="filter_"]', NAME = /filter_(\w+)/, CLEAR = "clear"
const CHOSEN = '[role="radio"][aria-checked="true"]', OPTION = '[role="option"], [data-tag] button, [role="radio"]'
const APP = '[data-testid="stApp"]', RUN = "data-test-script-state", ENDED = "notRunning"
const POINTED = 40  // milliseconds a reader points at a choice before it is asked for
const OPENED = 30  // milliseconds a list is open before what it offers is asked for, all at once
const LISTED = 8  // choices of a list that are, from its top: what it shows
const MOST_KEPT = 20
const KEPT = new Map()  // address of a choice to its answer, null where there is none, the latest last
let asked = null  // the last choice
let coming = null  // what is asked for because it was pointed at: one at a time
let listing = null  // what an open list offers: the addresses of the choices that are asked for, and when they are known
let told = ""  // the address below which choices of the page are asked for

const saidIn = (box) => {  // what a box says is chosen
  if (box.querySelector('[data-testid="stMultiSelect"]')) return [...box.querySelectorAll("[data-tag]")].map((tag) => tag.ariaLabel)
  const input = box.querySelector("input:not([type=radio])")
  if (!input) return [...box.querySelectorAll(CHOSEN)].map((one) => one.textContent)
  return input.ariaExpanded === "true" ? ["?"] : [input.value].filter(Boolean)  // what is typed in an open box is no choice
}
const isSaid = (boxes) => [...document.querySelectorAll(BOX)].every((box) =>
  saidIn(box).join("\n") === (boxes[box.className.match(NAME)[1]] ?? []).join("\n"))
const openInput = () => document.querySelector(`${BOX} input[role="combobox"][aria-expanded="true"]`)
const choiceAt = (target) => {  // the box that a press on it would change, and the words of what it takes or leaves; empty for all
  const named = (box, choice) => ({ box: box.className.match(NAME)[1], choice })
  const own = target.closest?.(BOX), button = target.closest?.("button:not([aria-haspopup])")
  if (button?.disabled) return null
  if (own && button) return named(own, button.closest("[data-tag]")?.ariaLabel ?? (button.role === "radio" ? button.textContent : ""))
  if (button?.closest(`.st-key-${CLEAR}`)) return { box: CLEAR, choice: "" }
  const input = openInput(), option = target.closest?.('[role="option"]')
  return input && option ? named(input.closest(BOX), option.textContent) : null
}
const choiceOf = (event) => {
  if (event.type === "pointerdown") return event.button === 0 ? choiceAt(event.target) : null
  if (event.key !== "Enter" || event.isComposing) return null
  const own = event.target.closest?.(BOX)
  if (own && event.target.matches("input") && event.target.role !== "combobox") return { box: own.className.match(NAME)[1], choice: event.target.value }
  return choiceAt(document.getElementById(openInput()?.getAttribute("aria-activedescendant")) ?? event.target)
}
const addressOf = (...choices) => {  // of one box
  const url = new URL(told, window.__streamlit?.BACKEND_BASE_URL ?? location.href)
  url.searchParams.set("box", choices[0].box)
  for (const { choice } of choices) url.searchParams.append("choice", choice)
  return url.href
}
const answers = async (address, signal) => {  // by the words of the choices that an address asks for
  const response = await fetch(address, { signal })
  return response.status === 200 ? response.json() : {}
}
const keep = (address, answer) => {
  KEPT.set(address, answer)
  if (KEPT.size > MOST_KEPT) KEPT.delete(KEPT.keys().next().value)
  return answer
}
const fetched = async (choice, signal) => {
  const address = addressOf(choice)
  if (listing?.addresses.has(address)) await listing.known
  if (KEPT.has(address)) return KEPT.get(address)
  return keep(address, (await answers(address, signal))[choice.choice] ?? null)
}
const failed = (error) => { if (error.name !== "AbortError") console.warn(error) }  // the framework's run brings it
const here = (answer) => {  // the elements of an answer, where the page has them all, each with what it would show
  const found = answer.elements.map(([key, data]) => [window.elementsHere?.get(key), data])
  return found.every(([own]) => own?.place.isConnected) ? found : []
}
const forget = () => {
  clearTimeout(coming?.rest)
  coming?.ended.abort()
  coming = null
}
const ready = (answers) => {  // what some answers would show is made ready where that takes time, the first ones first
  const wanted = new Map()  // element to what it would show
  for (const [one, data] of answers.flatMap(here)) wanted.set(one, [...wanted.get(one) ?? [], data])
  for (const [one, detail] of wanted) one.root.dispatchEvent(new CustomEvent("coming", { detail }))
}
const list = async (own) => {
  let options = []
  while (listing === own && !options.length) {  // the list may be drawn later
    await new Promise((rested) => setTimeout(rested, OPENED))
    options = [...document.querySelectorAll('[role="option"]')].slice(0, LISTED)
  }
  if (listing !== own || !told) return
  const choices = options.map(choiceAt).filter((choice) => choice && !KEPT.has(addressOf(choice)))
  if (!choices.length) return
  own.addresses = new Set(choices.map((choice) => addressOf(choice)))
  own.known = answers(addressOf(...choices)).then((found) => {
    for (const choice of choices) if (choice.choice in found) keep(addressOf(choice), found[choice.choice])
    return found
  })
  const found = Object.values(await own.known)
  const first = await coming?.answer  // what is pointed at; keys point at an option as soon as a list is open
  if (listing === own) ready(first ? [first, ...found] : found)
}
const listed = () => {  // a list has opened or closed
  listing = openInput() ? { addresses: new Set() } : null
  if (listing) list(listing).catch(failed)
}
const point = (target) => {  // what a reader points at is asked for, and made ready where that takes time
  const choice = target && choiceAt(target)
  const address = choice && told && addressOf(choice)
  if (address === coming?.address) return
  forget()
  if (!address) return
  const own = coming = { address, ended: new AbortController() }
  own.rest = setTimeout(() => {
    own.answer = fetched(choice, own.ended.signal).then((answer) => {
      if (answer && coming === own) ready([answer])
      return answer
    })
    own.answer.catch(failed)
  }, KEPT.has(address) ? 0 : POINTED)
}
const ask = (event) => {
  const choice = choiceOf(event)
  if (!choice || !told) return
  asked?.stop()
  const address = addressOf(choice), app = document.querySelector(APP), ended = new AbortController(), pressed = new AbortController()
  let answer = null, isCleared = false, isOver = false
  const isDone = () => choice.box === CLEAR ? isCleared : isSaid(answer.boxes)
  const draw = () => {
    if (isOver || !answer || !isDone() || app.dataset.testConnectionState !== "CONNECTED") return
    own.stop()
    const found = here(answer)
    if (!found.some(([one, data]) => one.isOther(data))) return
    if (isCleared) document.documentElement.dataset.ahead = CLEAR  // the boxes follow only with the run: what they said is hidden
    for (const [one, data] of found) one.drawAhead(data)
  }
  const runs = new MutationObserver(() => { if (app.getAttribute(RUN) === ENDED) own.stop() })  // the run was faster, or was another
  const boxes = new MutationObserver(draw)  // made after it, and so told after it: what changes as a run ends is not ahead of it
  const own = { stop: () => { isOver = true; ended.abort(); pressed.abort(); boxes.disconnect(); runs.disconnect() } }
  asked = own
  boxes.observe(app, { attributes: true, attributeFilter: ["aria-expanded", "aria-checked", "value"], childList: true, subtree: true })
  runs.observe(app, { attributeFilter: [RUN] })
  if (choice.box === CLEAR) {
    event.target.closest("button").addEventListener("click", () => { isCleared = true; draw() }, { signal: pressed.signal })
  }
  const isComing = coming?.address === address && coming.answer
  const found = isComing ? coming.answer : fetched(choice, ended.signal)
  if (!isComing) forget()
  const use = (known) => {
    answer = known
    if (!answer) own.stop()
    else if (asked === own) draw()
  }
  if (KEPT.has(address)) use(KEPT.get(address))
  else found.then(use).catch((error) => { failed(error); own.stop() })
}
let stopLast = () => {}
export default function ({ data }) {
  if (told !== data.address) KEPT.clear()  // another selection, or other data
  const isFirst = !told
  told = data.address
  const pointed = (event) => { if (event.target.closest?.(`${OPTION}, ${BOX} button, .st-key-${CLEAR} button`)) point(event.target); else forget() }
  const active = new MutationObserver((changes) => {  // a list that opens or closes, and what the keys point at in it
    const of = (name) => changes.filter(({ attributeName }) => attributeName === name)
    if (of("aria-expanded").length) listed()
    for (const { target } of of("aria-activedescendant")) point(document.getElementById(target.getAttribute("aria-activedescendant")))
  })
  const back = () => { asked?.stop(); for (const own of window.elementsHere?.values() ?? []) own.settle() }
  stopLast()
  addEventListener("pointerover", pointed, { capture: true, passive: true })
  addEventListener("pointerdown", ask, true)
  addEventListener("keydown", ask, true)
  addEventListener("popstate", back)
  active.observe(document.body, { attributeFilter: ["aria-activedescendant", "aria-expanded"], subtree: true })
  if (isFirst && openInput()) listed()  // a reader was faster
  return (stopLast = () => {
    forget()
    listing = null
    active.disconnect()
    removeEventListener("pointerover", pointed, true)
    removeEventListener("pointerdown", ask, true)
    removeEventListener("keydown", ask, true)
    removeEventListener("popstate", back)
  })
}
