// What was typed and has not reached the service yet, kept for this tab alone so that a page that
// is loaded again loses nothing. Everything goes when it is sent, and at the latest when the
// meeting ends or somebody leaves it: nothing of anybody stays in the browser.

const prefix = 'hawthorn-live:'

export function keep (name, value) {
  try {
    window.sessionStorage.setItem(prefix + name, JSON.stringify(value))
  } catch {
    // A full or forbidden store is no reason to stop writing: the page itself still holds the words.
  }
}

export function drop (name) {
  try {
    window.sessionStorage.removeItem(prefix + name)
  } catch {}
}

export function found (name) {
  try {
    return JSON.parse(window.sessionStorage.getItem(prefix + name) ?? 'null')
  } catch {
    return null
  }
}

export function names () {
  try {
    return Object.keys(window.sessionStorage).filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length))
  } catch {
    return []
  }
}

export function clear () {
  for (const name of names()) drop(name)
}
