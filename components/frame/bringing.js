// What the framework brings an element of ours is drawn at once. Where something else is drawn ahead of it (`ahead.js`),
// that counts until the framework's run has ended: what the run brought then counts, the same or not.
const elementBring = (() => {
  const APP = '[data-testid="stApp"]', RUN = "data-test-script-state", ENDED = "notRunning"
  const PLACE = '[data-testid="stElementContainer"]', KEY = /st-key-(\S+)/
  const REST = 100  // milliseconds without a run after which the last one was the one for the choice
  const PATIENCE = 4000  // milliseconds without any, after which it had ended as this began, or none comes
  const HERE = (window.elementsHere ??= new Map())  // elements on the page by their keys
  const MARK = document.documentElement.dataset
  const textOf = JSON.stringify
  const unmark = () => { if ([...HERE.values()].every((one) => !one.early)) delete MARK.ahead }

  const begun = (root, drawElement) => {
    const place = root.host?.closest(PLACE)
    const own = { root, place, key: place?.className.match(KEY)?.[1], early: "", waiting: [], stop: null, bringings: 0 }
    const drawn = (data) => {
      own.data = data
      const told = (name) => (what, value) => own.early ? own.waiting.push([name, what, value]) : own.component[name](what, value)
      own.stop = drawElement({ ...own.component, data, setTriggerValue: told("setTriggerValue"), setStateValue: told("setStateValue") })
    }
    own.turn = () => {  // the page has other colours than before
      const scheme = getComputedStyle(root.host).colorScheme
      if (scheme === own.scheme) return
      own.scheme = scheme
      dispatchEvent(new Event("turned"))
      if (own.data.mode) drawn(own.data)
    }
    const isNoMore = () => {  // drawn ahead of a run
      own.stopWaiting?.()
      own.early = ""
      if (own.place) own.place.ariaBusy = null
      delete own.place?.dataset.other
    }
    own.settle = (isSame = false) => {  // what a reader did meanwhile is told if the server has it, too
      if (!own.early) return
      isNoMore()
      unmark()
      const waiting = own.waiting.splice(0)
      if (isSame) for (const [name, what, value] of waiting) own.component[name](what, value)
      else {
        root.dispatchEvent(new CustomEvent("untold"))
        drawn(own.component.data)
      }
    }
    own.bring = (component) => {
      own.component = component
      own.bringings += 1
      if (own.early && own.early !== textOf(component.data)) own.place.dataset.other = ""
      else {
        own.settle(true)
        drawn(component.data)
      }
    }
    own.isOther = (data) => textOf(data) !== textOf(own.component.data)
    own.drawAhead = (data) => {
      own.settle()
      const isOther = own.isOther(data)
      own.early = textOf(data)
      own.place.ariaBusy = "true"
      MARK.ahead ??= ""
      const app = document.querySelector(APP)
      let rest = 0
      const wait = (long) => {
        clearTimeout(rest)
        if (app.getAttribute(RUN) === ENDED) rest = setTimeout(() => own.settle(own.early === textOf(own.component.data)), long)
      }
      const runs = new MutationObserver(() => wait(REST))
      runs.observe(app, { attributeFilter: [RUN] })
      wait(PATIENCE)
      own.stopWaiting = () => { clearTimeout(rest); runs.disconnect() }
      if (isOther) drawn(data)
    }
    own.end = async (bringing) => {  // unless it is brought again, before or at once: then what listens for it goes on
      if (own.bringings !== bringing) return
      isNoMore()
      own.waiting = []  // nobody is left to hear it
      if (HERE.get(own.key) === own) HERE.delete(own.key)
      unmark()
      const stop = await own.stop
      if (own.bringings === bringing) stop?.()
    }
    if (root.host) {
      own.scheme = getComputedStyle(root.host).colorScheme
      own.turns = new MutationObserver(own.turn)
      own.turns.observe(root.host.parentElement, { attributeFilter: ["class"] })
    }
    return own
  }
  const OWN = new WeakMap()
  return (component, drawElement) => {
    const root = component.parentElement.getRootNode()
    if (!OWN.has(root)) OWN.set(root, begun(root, drawElement))
    const own = OWN.get(root)
    if (own.key) HERE.set(own.key, own)
    own.bring(component)
    const bringing = own.bringings  // the framework may end one that it has overtaken only after the next one was brought
    return () => own.end(bringing)
  }
})()
