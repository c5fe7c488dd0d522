// Script for the staff pages: wakes the GOV.UK components. Every page works without it.
import {
  Button,
  CharacterCount,
  Checkboxes,
  ErrorSummary,
  FileUpload,
  NotificationBanner,
  Radios,
  ServiceNavigation,
  SkipLink,
  createAll
} from 'govuk-frontend'
import { followImport } from './import.js'
import { keepForms } from './kept.js'
import { withoutExpandedRadios } from './radios.js'
import { markSupported } from './supported.js'

markSupported()
for (const component of [
  Button,
  CharacterCount,
  Checkboxes,
  ErrorSummary,
  FileUpload,
  NotificationBanner,
  Radios,
  ServiceNavigation,
  SkipLink
]) {
  createAll(component)
}
withoutExpandedRadios()
keepForms()
followImport()
