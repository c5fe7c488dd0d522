// The boxes of the minutes: what is typed is sent as it is typed, and what somebody else types in
// the same box is put beside it. A text counts as kept only when the service has said so.
import { drop, found, keep } from './live-kept.js'
import { cursorAfter, merge } from './live-merge.js'
import { mark, send } from './live-send.js'

const pause = 300

export class Box {
  constructor (element, live) {
    this.element = element
    this.live = live
    this.field = element.dataset.box
    this.was = element.form.elements[`${this.field}-was`]
    this.note = document.querySelector(`[data-note="${this.field}"]`)
    this.base = this.was.value
    this.version = Number(element.dataset.version)
    this.writer = mark()
    this.number = 0
    this.sending = null
    this.name = `${live.item}:${this.field}`
    this.restore()
    element.addEventListener('input', () => this.typed())
    element.addEventListener('blur', () => this.flush())
  }

  get open () {
    return this.sending !== null || this.element.value !== this.base
  }

  // What was typed before the page was loaded again goes on from where it was.
  restore () {
    const before = found(this.name)
    if (!before) return
    this.put(merge(before.base, this.base, before.text))
    drop(this.name)
    if (this.open) this.typed()
  }

  typed () {
    keep(this.name, { base: this.base, text: this.element.value })
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.flush(), pause)
  }

  // Sends what is not kept yet, one text after the other; ends when everything is kept.
  flush () {
    clearTimeout(this.timer)
    this.sending ??= this.sendAll().finally(() => { this.sending = null })
    return this.sending
  }

  async sendAll () {
    while (this.element.value !== this.base) {
      const text = this.element.value
      const fields = { field: this.field, base: this.base, text, writer: this.writer, number: ++this.number }
      const { status, body } = await send(`${this.live.path}/box`, fields, (waits) => this.live.waiting(waits))
      if (status !== 200) {
        this.live.refused(status, body)
        return false
      }
      this.settle(text, body.text, body.version)
      if (body.both) this.tell()
    }
    drop(this.name)
    return true
  }

  // The service now holds `text`, which grew out of `sent`; what was typed since is put on top.
  settle (sent, text, version) {
    const now = this.element.value
    this.base = text
    this.was.value = text
    this.version = version
    this.put(merge(sent, text, now))
    if (this.element.value !== this.base) keep(this.name, { base: this.base, text: this.element.value })
  }

  // Somebody else has written.
  hear (text, version) {
    if (this.sending || version <= this.version) return
    this.settle(this.base, text, version)
  }

  put (text) {
    const { element } = this
    if (element.value === text) return
    const before = element.value
    const [start, end] = [element.selectionStart, element.selectionEnd].map((at) => cursorAfter(before, text, at))
    element.value = text
    if (document.activeElement === element) element.setSelectionRange(start, end)
  }

  tell () {
    this.note.textContent = 'Somebody else wrote at the same place. Both texts are in the box: theirs first. Read them over.'
    this.note.hidden = false
  }
}
