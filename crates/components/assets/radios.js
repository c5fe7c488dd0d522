// GOV.UK Frontend marks radios that reveal a question with aria-expanded, which ARIA does not
// allow on a radio. It sets the mark again after each click and on coming back to the page, so it
// is taken off then too; aria-controls stays.
export function withoutExpandedRadios () {
  const settle = () => {
    for (const radio of document.querySelectorAll('input[type="radio"][aria-expanded]')) {
      radio.removeAttribute('aria-expanded')
    }
  }
  settle()
  document.addEventListener('click', settle)
  window.addEventListener('pageshow', settle)
}
