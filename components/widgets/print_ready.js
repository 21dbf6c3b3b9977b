const PATIENCE = 20000  // milliseconds in which charts are drawn; then what is there is printed
const TURN = 100
const DRAWN = '[data-testid="stApp"][data-test-script-state="notRunning"]'
const EMPTY = '[data-testid="stSkeleton"]'
let last = 0  // a page drawn again must not print again

const coming = (root) => [...root.querySelectorAll("*")]
  .some((one) => one.className === "canvas coming" || (one.shadowRoot && coming(one.shadowRoot)))
export default function ({ data, setTriggerValue }) {
  if (data.asked === last) return
  last = data.asked
  const asked = performance.now()
  const print = () => {
    const isReady = document.querySelector(DRAWN) && !document.querySelector(EMPTY) && !coming(document)
    if (!isReady && performance.now() - asked < PATIENCE) {
      setTimeout(print, TURN)
      return
    }
    window.addEventListener("afterprint", () => setTriggerValue("done", data.asked), { once: true })
    window.print()
  }
  setTimeout(print, TURN)
}
