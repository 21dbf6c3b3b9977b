export default function ({ data, parentElement, setTriggerValue }) {
  const button = parentElement.querySelector("button")
  let isShown = true, isAsked = !data.address
  const say = ({ label, aside }) => Object.assign(button, { textContent: label, title: aside })
  const ask = async () => {
    if (isAsked) return
    isAsked = true
    const answer = await fetch(new URL(data.address, window.__streamlit?.BACKEND_BASE_URL ?? location.href))
    if (answer.ok && isShown) say(await answer.json())
  }
  // whoever means to press it comes near it first; without an answer it says what it said, and can be asked again
  button.onpointerenter = button.onfocus = () => ask().catch(() => { isAsked = false })
  button.onclick = () => setTriggerValue("pressed", true)
  say(data)
  return () => { isShown = false }
}
