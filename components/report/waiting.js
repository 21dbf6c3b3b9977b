const PAUSE = 400, MOMENT = 100  // milliseconds until it is asked again whether the slides are counted; between two looks
// The framework merges what is asked for while a page runs, and takes the page of the latter: a switch of page is lost,
// or the new page emptied. So nothing is asked then; a switch ends one run before it begins the next, hence two looks.
const isRunning = () => (document.querySelector("[data-testid=stApp]")?.dataset.testScriptState ?? "notRunning") !== "notRunning"

export default function ({ data, setTriggerValue }) {
  let timer = 0, looks = 0
  const wait = (time) => { clearTimeout(timer); timer = setTimeout(look, time) }
  const look = () => {
    looks = isRunning() ? 0 : looks + 1
    if (looks < 2) wait(looks ? MOMENT : PAUSE)
    else setTriggerValue("again", data.turn)
  }
  const near = () => { looks = 0; wait(MOMENT) }
  const button = document.querySelector(`.st-key-${data.button} button`)  // whoever means to press it comes near it first
  const events = data.isAsked ? [] : ["pointerenter", "focus"]
  for (const name of events) button?.addEventListener(name, near, { once: true })
  if (data.isAsked) wait(PAUSE)
  return () => {
    clearTimeout(timer)
    for (const name of events) button?.removeEventListener(name, near)
  }
}
