// A case while it is heard, and the screen of the room: follows the meeting by its stream, keeps
// what is typed, and counts the clock that the service keeps. Everything works without it, too.
import { Box } from './live-boxes.js'
import { Clock } from './live-clock.js'
import { keysFor } from './live-keys.js'
import { clear } from './live-kept.js'
import { formsFor } from './live-forms.js'
import { read } from './live-send.js'

const again = 1500

/** Puts fresh parts in the place of those with the same name, unless somebody is busy in one. */
function place (fresh, names) {
  for (const part of fresh.querySelectorAll('[data-part]')) {
    const old = document.querySelector(`[data-part="${part.dataset.part}"]`)
    if (!old || !names.includes(part.dataset.part)) continue
    const busy = old.contains(document.activeElement) && old.querySelector('input:focus, textarea:focus')
    if (busy || old.isEqualNode(part)) continue
    const focused = old.contains(document.activeElement) ? document.activeElement : null
    const mine = document.importNode(part, true)
    old.replaceWith(mine)
    if (focused) (mine.querySelector(`[href="${focused.getAttribute('href')}"]`) ?? mine).focus({ preventScroll: true })
  }
}

class Live {
  constructor (root) {
    this.root = root
    this.room = 'liveRoom' in root.dataset
    const { item, path, stream, writes } = root.dataset
    Object.assign(this, { item, path, stream, writes: writes === 'true' })
    this.state = root.querySelector('[data-live-state]')
    this.problems = root.querySelector('[data-live-problems]')
    this.clock = new Clock(root)
    this.boxes = Array.from(root.querySelectorAll('textarea[data-box]'), (element) => new Box(element, this))
    this.seen = null
    this.waits = false
    this.listen()
  }

  listen () {
    this.source?.close()
    this.source = new EventSource(this.stream)
    this.source.addEventListener('pulse', (event) => this.heard(JSON.parse(event.data)))
    this.source.addEventListener('over', (event) => this.over(event.data))
    this.source.addEventListener('open', () => this.say('stream', ''))
    this.source.addEventListener('error', () => {
      this.say('stream', 'No connection. What you type is kept and sent when the connection is back.')
      // A browser gives up on an answer that is no stream, such as that of a service being started again.
      if (this.source.readyState === EventSource.CLOSED) setTimeout(() => this.listen(), again)
    })
  }

  heard (pulse) {
    this.clock.set(pulse.clock)
    if (pulse.state === 'closed') return this.over('closed')
    const before = this.seen
    this.seen = pulse
    if (this.room) {
      if (before && before.version !== pulse.version) this.refresh(['room'])
      return
    }
    const now = pulse.cases[this.item]
    if (!now) return window.location.assign(this.root.dataset.path.replace(/\/item\/.*/, ''))
    if (this.follows(pulse)) return window.location.assign(`/meetings/${this.root.dataset.meeting}/item/${pulse.clock.item}`)
    const changed = !before || before.version !== pulse.version || JSON.stringify(before.cases[this.item]) !== JSON.stringify(now)
    const behind = this.boxes.some((box) => (now.boxes[box.field] ?? 0) > box.version)
    if (changed || behind) this.refresh(['bar', 'agenda', 'plan', 'notes'])
  }

  // Everybody goes where the chair goes, unless they are writing, or have gone to look back.
  follows (pulse) {
    const floor = pulse.clock?.item
    const had = this.seenFloor
    this.seenFloor = floor
    return floor && floor !== this.item && had === this.item && !this.busy()
  }

  busy () {
    const begun = Array.from(this.root.querySelectorAll('#minutes [name="what"], #offer [name="what"], #offer [name="owner"]'))
    return this.leaving || this.boxes.some((box) => box.open) || begun.some((box) => box.value.trim() !== '')
  }

  // One reading at a time; what changes meanwhile is read right after.
  async refresh (names) {
    if (this.reading) {
      this.stale = true
      return
    }
    this.reading = true
    do {
      this.stale = false
      const fresh = await read(this.room ? window.location.pathname : `${this.path}/parts`)
      if (!fresh) {
        await new Promise((resolve) => setTimeout(resolve, again))
        this.stale = true
        continue
      }
      place(fresh, names)
      for (const box of this.boxes) {
        const data = fresh.querySelector(`data[data-box="${box.field}"]`)
        if (data) box.hear(data.getAttribute('value'), Number(data.dataset.version))
      }
      this.clock.find()
    } while (this.stale)
    this.reading = false
  }

  async flush () {
    const kept = await Promise.all(this.boxes.map((box) => box.flush()))
    return kept.every(Boolean)
  }

  waiting (waits) {
    if (waits !== this.waits) this.say('sending', waits ? 'Not sent yet. Your words are kept on this screen and sent when the connection is back.' : '')
    this.waits = waits
  }

  // What lasts (no connection, words that are not sent) stands before what was done last.
  say (about, words) {
    const lasts = about === 'stream' || about === 'sending'
    this.said = { ...this.said, [lasts ? about : 'last']: words }
    if (this.state) this.state.textContent = this.said.sending || this.said.stream || this.said.last || ''
  }

  refused (status, body) {
    const words = status === 303 || status === 401
      ? 'You are signed out. Copy what is not saved, sign in again, and go on.'
      : body?.problems?.map((problem) => problem.message).join(' ') ?? 'This could not be saved. Load the page again; your words are kept.'
    this.problem(words)
  }

  problem (words) {
    this.problems.textContent = words
    if (words) this.problems.focus({ preventScroll: false })
  }

  over (why) {
    this.source.close()
    clear()
    // Words that could not be sent any more still stand in their boxes, to be copied.
    if (why === 'signed-out') return this.refused(401)
    if (why === 'closed') window.location.assign(`/meetings/${this.stream.split('/')[2]}?done=closed`)
    else window.location.reload()
  }
}

const root = document.querySelector('[data-live], [data-live-room]')
if (root) {
  const live = new Live(root)
  if (!live.room) {
    formsFor(live)
    keysFor(live)
  }
  // Signing out leaves the meeting, and nothing of it stays in the browser.
  for (const form of document.querySelectorAll('form[action="/sign-out"]')) form.addEventListener('submit', clear)
}
