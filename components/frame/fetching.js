export default async (it) =>
  (await import(new URL("/* address */", window.__streamlit?.BACKEND_BASE_URL ?? location.href))).default(it)
