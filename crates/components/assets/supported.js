// Says to the style sheet and to GOV.UK Frontend that scripts run here. A module does it, because
// the content security policy allows no inline script.
export function markSupported () {
  document.body.classList.add('js-enabled', 'govuk-frontend-supported')
}
