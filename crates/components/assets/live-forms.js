// The forms of a case that is heard: sent in place, kept until they are answered, and done once
// though they may be sent twice.
import { clear, drop, found, keep, names } from './live-kept.js'
import { mark, send } from './live-send.js'

/** The words of an action, which are emptied once it is agreed. */
const words = ['what', 'owner', 'lowers', 'due-day', 'due-month', 'due-year']

const isAction = (path) => path.endsWith('/action') || path.endsWith('/offer')

function empty (form) {
  for (const name of words) if (form.elements[name]) form.elements[name].value = ''
  for (const box of form.querySelectorAll('input[type="radio"], input[type="checkbox"]')) box.checked = false
  if (form.elements.agency) form.elements.agency.value = ''
  form.elements.key.value = mark()
}

/** Puts the words of an action that was refused back, unless others have been begun meanwhile. */
function putBack (form, fields) {
  if (words.some((name) => form.elements[name]?.value)) return false
  for (const [name, value] of fields) {
    const field = form.elements[name]
    if (!field || name === 'key') continue
    if (field instanceof RadioNodeList) field.value = value
    else if (field.type === 'checkbox') field.checked = true
    else field.value = value
  }
  return true
}

/** What the form holds at this moment, without the boxes of the minutes: those send themselves. */
function fieldsOf (live, form, button) {
  const fields = new URLSearchParams(new FormData(form))
  if (button?.name) fields.append(button.name, button.value)
  for (const { field } of live.boxes) {
    fields.delete(field)
    fields.delete(`${field}-was`)
  }
  return fields
}

/** Where a refusal belongs: in the page's own place for problems, and at its field. */
function showProblems (live, form, path, fields, body) {
  const problems = body?.problems ?? []
  const told = problems.map((problem) => problem.message).join(' ')
  if (isAction(path) && !putBack(form, fields)) {
    live.problem(`${told} It was: ${fields.get('what')}`)
    return
  }
  live.problem(told)
  const first = problems.map((problem) => form.elements[problem.field] ?? form.elements[`${problem.field}_in`] ?? form.elements[`${problem.field}-day`]).find(Boolean)
  const element = first instanceof RadioNodeList ? first[0] : first
  element?.focus()
}

/** Sends one act; it is kept in this tab until it is answered. */
async function act (live, path, fields, name) {
  keep(name, { path, fields: fields.toString() })
  const answer = await send(path, fields, (waits) => live.waiting(waits))
  drop(name)
  return answer
}

async function submitted (live, form, path, fields) {
  live.problem('')
  if (!await live.flush()) return
  // Whoever ends the case goes on by the answer, not by what the stream says meanwhile.
  live.leaving = path.endsWith('/heard')
  const { status, body } = await act(live, path, fields, `act:${fields.get('key') ?? mark()}`)
  if (status !== 200) {
    live.leaving = false
    if (status === 422 || status === 409) showProblems(live, form, path, fields, body)
    else {
      putBack(form, fields)
      live.refused(status, body)
    }
    return
  }
  if (body?.to) return window.location.assign(body.to)
  live.say('act', path.endsWith('/offer') ? 'Your offer is made.' : path.endsWith('/action') ? 'The action is agreed.' : 'Saved.')
  live.refresh(['bar', 'agenda', 'plan', 'notes'])
}

// Acts that a page before this one could not bring to their end.
async function resume (live) {
  for (const name of names().filter((one) => one.startsWith('act:'))) {
    const kept = found(name)
    if (kept) await act(live, kept.path, new URLSearchParams(kept.fields), name)
  }
  live.refresh(['bar', 'agenda', 'plan', 'notes'])
}

export function formsFor (live) {
  // One act after the other, in the order in which they were pressed; the same one pressed twice is one.
  let line = Promise.resolve()
  const under = new Set()
  live.root.addEventListener('submit', (event) => {
    const { target: form, submitter } = event
    // The floor is moved by an ordinary form: the whole page goes with it.
    if (form.classList.contains('hw-live__turn')) return
    event.preventDefault()
    const path = new URL(submitter?.getAttribute('formaction') ?? form.getAttribute('action'), window.location.href).pathname
    const fields = fieldsOf(live, form, submitter)
    const name = `${path}?${fields}`
    if (under.has(name)) return
    under.add(name)
    // The boxes are free for the next action at once, however long this one takes to be sent.
    if (isAction(path)) {
      empty(form)
      form.elements.what.focus()
    }
    line = line.then(() => submitted(live, form, path, fields)).finally(() => under.delete(name))
  })
  if (names().some((name) => name.startsWith('act:'))) resume(live)
  // Going on to another page of the meeting keeps what is not sent; leaving the meeting does not.
  window.addEventListener('pagehide', () => {
    if (!live.waits && !live.boxes.some((box) => box.open)) clear()
  })
}
