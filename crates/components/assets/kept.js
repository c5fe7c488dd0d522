// Keeps what somebody writes in a form before they send it: a second after the last key, and when
// they leave a field. A form that is being sent is not kept any more; the service closes its draft,
// so that a save that is still on its way changes nothing (MASH-5).

import { send } from './live-send.js'

const pause = 1000
// Words in a live region are read aloud: once a minute is enough.
const saidEvery = 60000

function keeping (form, button, words) {
  let timer = null
  let last = written(form)
  let said = -saidEvery
  let over = false
  let busy = false

  const keep = async () => {
    clearTimeout(timer)
    const now = written(form)
    if (over || busy || now === last) return
    busy = true
    const answer = await send(button.formAction, new URLSearchParams(now), () => {})
    busy = false
    if (over) return
    if (answer.status === 303) {
      // Nobody is signed in any more. Sending the form keeps it and leads back to it.
      tell('You are signed out. Send the form or press “Save for now”: you are asked to sign in, and find it here again.')
      over = true
      return
    }
    if (answer.status !== 200) {
      tell(answer.body?.problems?.[0]?.message ?? 'This could not be kept.')
      return
    }
    last = now
    over = answer.body.closed
    if (over || performance.now() - said >= saidEvery) tell(answer.body.said)
    if (written(form) !== now) later()
  }
  const tell = (text) => {
    words.textContent = text
    said = performance.now()
  }
  const later = () => {
    clearTimeout(timer)
    timer = setTimeout(keep, pause)
  }

  form.addEventListener('input', later)
  form.addEventListener('change', later)
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
