// Whoever goes back to these pages after they left is led away again. The server leads away from every
// page but the first, which looks the same to it as an address that was typed; the browser knows.
export function leadAway () {
  const [visit] = performance.getEntriesByType('navigation')
  const again = visit?.type === 'back_forward' && visit.serverTiming.some((one) => one.name === 'new')
  if (again) window.location.replace('/leave')
  // A page that the browser had put aside whole asks the server nothing.
  window.addEventListener('pageshow', (event) => {
    if (event.persisted) window.location.reload()
  })
}
