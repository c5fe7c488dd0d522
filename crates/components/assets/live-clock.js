// Counts on from what the service last said. The computer's own time of day is never asked, so a
// computer whose clock is wrong shows the same time as all others (MAR-4).

const text = (ms) => {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  return `${String(Math.floor(seconds / 60)).padStart(2, '0')}:${String(seconds % 60).padStart(2, '0')}`
}

const farOver = 300_000

export class Clock {
  constructor (root) {
    this.root = root
    this.find()
    if (this.element) this.set({ spent: Number(this.element.dataset.spent), planned: Number(this.element.dataset.planned), paused: this.element.dataset.paused === 'true' })
    setInterval(() => this.show(), 100)
  }

  // The parts of the page are put in anew now and then, and the clock's place with them.
  find () {
    this.element = this.root.querySelector('[data-clock]')
    if (this.told) this.show()
  }

  // A word of the stream that was long on its way tells an earlier time than it is. While the same
  // clock runs on, the word that came fastest is the true one; one that was changed begins anew.
  set (told) {
    const same = this.told && told && this.told.from === told.from && !this.told.paused && !told.paused
    if (same && told.spent < this.spent) return
    this.told = told
    this.at = performance.now()
    this.show()
  }

  get spent () {
    if (!this.told) return 0
    return this.told.spent + (this.told.paused ? 0 : performance.now() - this.at)
  }

  show () {
    if (!this.told || !this.element) return
    const { spent } = this
    const { planned } = this.told
    const pace = spent >= planned + farOver ? 'far' : spent > planned ? 'over' : 'in'
    const line = this.element.parentElement
    const words = { in: '', over: 'Over the planned time', far: 'Far over the planned time' }[pace]
    if (this.element.textContent !== text(spent)) this.element.textContent = text(spent)
    if (line.dataset.pace === pace) return
    line.dataset.pace = pace
    line.querySelector('[data-pace-words]').textContent = words
  }

  // In words, for whoever asks to hear it.
  words () {
    if (!this.told) return 'No case has the floor.'
    const seconds = Math.max(0, Math.floor(this.spent / 1000))
    return `${Math.floor(seconds / 60)} minutes ${seconds % 60} seconds of ${Math.round(this.told.planned / 60000)} minutes`
  }
}
