// Single keys for those who never touch the mouse. They act only while the case has the focus and
// nobody is writing, can be switched off, and stand in a list on the page (WCAG 2.1.4, MAR-3).

const kept = 'hawthorn-keys'

const off = () => {
  try {
    return window.localStorage.getItem(kept) === 'off'
  } catch {
    return false
  }
}

const lists = [
  ['n', 'next case'],
  ['p', 'previous case'],
  ['r', 'write a risk'],
  ['a', 'write an action'],
  ['t', 'say the time'],
  ['?', 'show or hide this list']
]

function writing (target) {
  return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)
}

function list (live) {
  const box = document.createElement('details')
  box.className = 'govuk-details hw-live__keys'
  const summary = document.createElement('summary')
  summary.className = 'govuk-details__summary'
  const words = document.createElement('span')
  words.className = 'govuk-details__summary-text'
  words.textContent = 'Keys'
  summary.append(words)
  const text = document.createElement('div')
  text.className = 'govuk-details__text'
  const rows = document.createElement('ul')
  rows.className = 'govuk-list'
  for (const [key, meaning] of lists) {
    const row = document.createElement('li')
    const name = document.createElement('kbd')
    name.textContent = key
    row.append(name, ` ${meaning}`)
    rows.append(row)
  }
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'govuk-button govuk-button--secondary govuk-!-margin-bottom-0'
  const name = () => { button.textContent = off() ? 'Switch the keys on' : 'Switch the keys off' }
  button.addEventListener('click', () => {
    try {
      window.localStorage.setItem(kept, off() ? 'on' : 'off')
    } catch {}
    name()
  })
  name()
  text.append(rows, button)
  box.append(summary, text)
  live.root.append(box)
  return box
}

export function keysFor (live) {
  const shown = list(live)
  const steps = {
    n: () => document.querySelector('a[rel="next"]')?.click(),
    p: () => document.querySelector('a[rel="prev"]')?.click(),
    r: () => document.getElementById('risks')?.focus(),
    a: () => document.getElementById('what')?.focus(),
    t: () => live.say('time', live.clock.words()),
    '?': () => { shown.open = !shown.open }
  }
  const region = document.getElementById('main-content') ?? live.root
  region.tabIndex = -1
  region.addEventListener('keydown', (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || writing(event.target) || off()) return
    const step = steps[event.key]
    if (!step) return
    event.preventDefault()
    step()
  })
  // The keys act from the start: the case has the focus unless something else was given it.
  if (document.activeElement === document.body) region.focus({ preventScroll: true })
}
