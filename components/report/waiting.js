const PAUSE = 1000  // milliseconds until it is asked again

export default function ({ data, setTriggerValue }) {
  const timer = setTimeout(() => setTriggerValue("again", data.turn), PAUSE)
  return () => clearTimeout(timer)
}
