const NAME = "whitepaper-report"
let session = null
export default function ({ data, setTriggerValue }) {
  const isNew = data.session !== session  // after a reload, or when the server was started again
  session = data.session
  const kept = sessionStorage.getItem(NAME)
  if (isNew && !data.word && kept) setTriggerValue("found", kept)
  else if (data.word) sessionStorage.setItem(NAME, data.word)
  else sessionStorage.removeItem(NAME)
}
