const own = import(new URL("/* address */", window.__streamlit?.BACKEND_BASE_URL ?? location.href))
export default async (component) => (await own).default(component)
