const PAUSE = 800  // milliseconds that a page has for itself before its slides are counted, and until it is asked again

export default function ({ data, setTriggerValue }) {
  const timer = setTimeout(() => setTriggerValue("again", data.turn), PAUSE)
  return () => clearTimeout(timer)
}
