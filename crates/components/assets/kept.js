// Keeps what somebody writes in a form before they send it: a second after the last key, and when
// they leave a field. A form that is being sent is not kept any more; the service closes its draft,
// so that a save that is still on its way changes nothing (MASH-5).

import { once, unanswered } from './live-send.js'

const pause = 1000
// A try that came to nothing is made again after this long.
const retry = 5000
// Words in a live region are read aloud: once a minute is enough.
const saidEvery = 60000

function keeping (form, button, words) {
  let timer = null
  let last = written(form)
  let said = -saidEvery
  let failing = false
  let over = false
  let busy = false

  const tell = (text) => {
    words.textContent = text
    said = performance.now()
  }
  const later = (ms = pause) => {
    clearTimeout(timer)
    timer = setTimeout(keep, ms)
  }
  // The form is read anew for each try, so that what is kept at last is what stands in it.
  const keep = async () => {
    clearTimeout(timer)
    const now = written(form)
    if (over || busy || now === last) return
    busy = true
    const answer = await once(button.formAction, now)
    busy = false
    if (over) return
    if (answer.status === 303) {
      // Nobody is signed in any more. Sending the form keeps it and leads back to it.
      tell('You are signed out, and this is not kept. Press “Save for now”: you are asked to sign in, and find it here again.')
      later(retry)
    } else if (answer.status === 200) {
      last = now
      over = answer.body.closed
      if (over || failing || performance.now() - said >= saidEvery) tell(answer.body.said)
      failing = false
      if (written(form) !== now) later()
    } else if (unanswered(answer.status)) {
      if (!failing) tell('No connection: what you write now is not kept yet. It is tried again while this page is open.')
      failing = true
      later(retry)
    } else {
      tell(answer.body?.problems?.[0]?.message ?? 'This could not be kept.')
    }
  }

  form.addEventListener('input', () => later())
  form.addEventListener('change', () => later())
  form.addEventListener('focusout', keep)
  form.addEventListener('submit', () => {
    clearTimeout(timer)
    over = true
  })
  // Whoever comes back to the page by the browser's own button goes on writing.
  window.addEventListener('pageshow', (event) => {
    if (event.persisted) over = false
  })
}

/** The fields as they would be sent, but for files. */
function written (form) {
  const fields = [...new FormData(form)].filter(([, value]) => typeof value === 'string')
  return new URLSearchParams(fields).toString()
}

export function keepForms () {
  for (const words of document.querySelectorAll('[data-kept]')) {
    const form = words.closest('form')
    const button = form?.querySelector('button[formaction^="/drafts/"]')
    if (button) keeping(form, button, words)
  }
}
