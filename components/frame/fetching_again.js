(() => {  // what a page fetches once it is open is asked for again where the network has dropped it
  const RESTS = [300, 1000, 3000]  // milliseconds before each of the other tries
  const COMING = new Map()  // address to the script that comes from it, or has come
  const within = async (address) => {
    for (const [tries, rest] of [...RESTS, null].entries()) {
      const whole = new URL(address, window.__streamlit?.BACKEND_BASE_URL ?? location.href)
      if (tries) whole.searchParams.set("again", tries)  // a browser may keep that an address has failed
      try {
        return await import(whole.href)
      } catch (error) {
        if (rest === null) throw error
        await new Promise((done) => { setTimeout(done, rest) })
      }
    }
  }
  window.fetchScript = (address) => {
    if (!COMING.has(address)) COMING.set(address, within(address).catch((error) => { COMING.delete(address); throw error }))
    return COMING.get(address)
  }
  window.drawElement = async (address, component) => {
    const place = component.parentElement
    const forget = () => place.querySelector(":scope > [role=alert]")?.remove()
    let fetched
    try {
      fetched = await window.fetchScript(address)
    } catch (error) {  // its next change tries again: had the framework been told, it would have let it be
      console.error(error)
      forget()
      place.append(Object.assign(document.createElement("p"), { role: "alert", textContent: "/* unfetched */" }))
      return undefined
    }
    forget()
    return fetched.default(component)
  }
})()
