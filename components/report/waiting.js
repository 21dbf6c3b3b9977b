const PAUSE = 400  // milliseconds until it is asked again whether the slides are counted

export default function ({ data, setTriggerValue }) {
  const ask = () => setTriggerValue("again", data.turn)
  if (data.isAsked) {
    const timer = setTimeout(ask, PAUSE)
    return () => clearTimeout(timer)
  }
  const button = document.querySelector(`.st-key-${data.button} button`)  // whoever means to press it comes near it first
  const events = ["pointerenter", "focus"]
  for (const name of events) button?.addEventListener(name, ask, { once: true })
  return () => { for (const name of events) button?.removeEventListener(name, ask) }
}
