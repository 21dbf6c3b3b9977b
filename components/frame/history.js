(() => {  // one step back is one view back
  const EVERYTHING = "/* everything */"
  let isOpen = false  // whether the reader has done something that no entry of the history stands for yet
  const push = history.pushState
  history.pushState = function (state, title, address) {  // the framework writes several entries for one step
    if (isOpen) push.call(history, state, title, address)
    else history.replaceState(state, title, address)
    isOpen = false
  }
  for (const done of ["pointerdown", "click", "keydown"]) addEventListener(done, () => { isOpen = true }, true)
  addEventListener("popstate", () => {  // a page opened by its name keeps the filters, one returned to without any has none
    isOpen = false
    if (!location.search && !location.hash) history.replaceState(history.state, "", `${location.pathname}?${EVERYTHING}=`)
  })
})()
