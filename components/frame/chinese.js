(() => {  // what the framework says in English and has no setting for, in the reader's language
  const WORDS = /* words */{}
  const NAMED = ["aria-label", "title", "placeholder"]
  const said = (text) => WORDS[text?.trim()]
  const word = (node) => { const chinese = said(node.data); if (chinese) node.data = chinese }
  const element = (one) => {
    for (const name of NAMED) {
      const chinese = said(one.getAttribute(name))
      if (chinese) one.setAttribute(name, chinese)
    }
  }
  const all = (root) => {
    if (root.nodeType === Node.TEXT_NODE) return word(root)
    if (root.nodeType !== Node.ELEMENT_NODE) return
    element(root)
    const walk = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT)
    while (walk.nextNode()) walk.currentNode.nodeType === Node.TEXT_NODE ? word(walk.currentNode) : element(walk.currentNode)
  }
  new MutationObserver((changes) => {
    for (const change of changes) {
      if (change.type === "childList") change.addedNodes.forEach(all)
      else if (change.type === "attributes") element(change.target)
      else word(change.target)
    }
  }).observe(document, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: NAMED })
})()
