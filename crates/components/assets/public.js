// Script for the public pages: the exit button and the form parts. Every page works without it.
import { Button, Checkboxes, ErrorSummary, ExitThisPage, Radios, SkipLink, createAll } from 'govuk-frontend'
import { withoutExpandedRadios } from './radios.js'
import { leadAway } from './left.js'
import { solvePuzzle } from './puzzle.js'
import { markSupported } from './supported.js'

leadAway()
markSupported()
// The exit button comes first: nothing else may delay it.
for (const component of [ExitThisPage, ErrorSummary, Button, Radios, Checkboxes, SkipLink]) {
  createAll(component)
}
withoutExpandedRadios()
solvePuzzle()
