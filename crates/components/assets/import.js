// Follows a running import: the service tells the numbers as they change, and when it is finished
// the page is loaded again and shows the receipt.

const again = 3000

export function followImport () {
  const bar = document.querySelector('progress#import')
  if (!bar) return
  const said = document.querySelector('.hw-progress__words')
  const values = [...document.querySelectorAll('main .govuk-summary-list__value')]
  const stream = new EventSource(`${window.location.pathname}/stream`)
  stream.addEventListener('count', (event) => {
    const told = JSON.parse(event.data)
    bar.value = told.done
    said.textContent = told.words
    for (const [place, number] of told.figures.entries()) {
      if (values[place]) values[place].textContent = number
    }
  })
  stream.addEventListener('over', () => {
    stream.close()
    window.location.reload()
  })
  // A browser gives up on an answer that is no stream, such as that of a service being started again
  // or the way to sign in: the page itself then says how things stand.
  stream.addEventListener('error', () => {
    if (stream.readyState === EventSource.CLOSED) setTimeout(() => window.location.reload(), again)
  })
}
