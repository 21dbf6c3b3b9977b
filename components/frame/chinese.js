(() => {  // what the framework says in English and has no setting for, in the reader's language
  const WORDS = new Map(Object.entries(/* words */{}))
  const NAMED = ["aria-label", "title", "placeholder"]
  const plain = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")
  const FORMS = [...WORDS].filter(([english]) => english.includes("{}"))
    .map(([english, chinese]) => [new RegExp(`^${english.split("{}").map(plain).join("(.+?)")}$`, "s"), chinese])
  const said = (text) => {
    const english = text?.trim()
    if (!english || !/^[A-Za-z\d]/.test(english)) return undefined
    if (WORDS.has(english)) return WORDS.get(english)
    const [form, chinese] = FORMS.find(([one]) => one.test(english)) ?? []
    return form && chinese.replace("{}", () => english.match(form)[1])
  }
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
