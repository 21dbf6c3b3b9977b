const PATIENCE = 20000  // milliseconds in which charts and tables are drawn; then what is there is printed
const TURN = 100
const RUN = '[data-testid="stApp"][data-test-script-state="notRunning"]'
const EMPTY = '[data-testid="stSkeleton"]'

const isComing = (root) => [...root.querySelectorAll("*")].some((one) =>
  one.className === "canvas coming" || (one.localName === "tr" && !one.firstChild) || (one.shadowRoot && isComing(one.shadowRoot)))
const whenDrawn = (print) => {  // once all of the page is there
  const asked = performance.now()
  const look = () => {
    const isDrawn = document.querySelector(RUN) && !document.querySelector(EMPTY) && !isComing(document)
    if (isDrawn || performance.now() - asked > PATIENCE) print()
    else setTimeout(look, TURN)
  }
  look()
}
