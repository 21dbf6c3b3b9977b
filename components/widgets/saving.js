const saved = new Set()  // a page drawn again must not save again
export default function ({ data }) {
  if (saved.has(data.turn)) return
  saved.add(data.turn)
  const bytes = Uint8Array.from(atob(data.content), (letter) => letter.charCodeAt(0))
  const address = URL.createObjectURL(new Blob([bytes], { type: data.mime }))
  const link = Object.assign(document.createElement("a"), { href: address, download: data.name })
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 60000)
}
