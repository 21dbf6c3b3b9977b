let last = 0  // a page drawn again must not print again

export default function ({ data, setTriggerValue }) {
  if (data.asked === last) return
  last = data.asked
  setTimeout(() => whenDrawn(() => {
    window.addEventListener("afterprint", () => setTriggerValue("done", data.asked), { once: true })
    window.print()
  }), TURN)
}
