// Sends forms to the service, and again until it answers: a dropped network or a service that is
// being started again is waited for. What may come twice carries a mark, so that it is done once.

const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms))

/** One try. The answer's status is 0 when nothing came back. */
export async function once (path, fields) {
  const ended = new AbortController()
  const timer = setTimeout(() => ended.abort(), 8000)
  try {
    const answer = await fetch(path, {
      method: 'POST',
      headers: { Accept: 'application/json' },
      body: new URLSearchParams(fields),
      credentials: 'same-origin',
      redirect: 'manual',
      signal: ended.signal
    })
    const body = answer.headers.get('content-type') === 'application/json' ? await answer.json() : null
    return { status: answer.type === 'opaqueredirect' ? 303 : answer.status, body }
  } catch {
    return { status: 0, body: null }
  } finally {
    clearTimeout(timer)
  }
}

/** Whether it is worth asking again: nothing came back, or the service was not itself. */
export const unanswered = (status) => status === 0 || status === 429 || status >= 500

/**
 * Sends until there is an answer. `waiting` hears whether it had to wait. An answer that sends the
 * browser elsewhere means that nobody is signed in any more.
 */
export async function send (path, fields, waiting = () => {}) {
  for (let tried = 0; ; tried++) {
    const answer = await once(path, fields)
    if (!unanswered(answer.status)) {
      waiting(false)
      return answer
    }
    waiting(true)
    await wait(Math.min(250 * 2 ** tried, 3000))
  }
}

/** Reads a page of ours as a document, without running anything in it. */
export function read (path) {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest()
    request.open('GET', path)
    request.responseType = 'document'
    request.timeout = 8000
    request.onload = () => resolve(request.status === 200 && new URL(request.responseURL).pathname === path ? request.responseXML : null)
    request.onerror = request.ontimeout = request.onabort = () => resolve(null)
    request.send()
  })
}

/** A mark that no other request has. */
export function mark () {
  const bytes = window.crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
