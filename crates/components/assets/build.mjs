// Builds dist/ from the style sheets and scripts here; run by `npm run build`, which cargo starts.
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as esbuild from 'esbuild'
import rtlcss from 'rtlcss'
import * as sass from 'sass'

const here = dirname(fileURLToPath(import.meta.url))
const dist = join(here, 'dist')
mkdirSync(dist, { recursive: true })

/** Leaves out the stock footer's crown and crest, which are not ours to show and would be fetched. */
function withoutCrest (css) {
  let clean = css.replace(/[^{}]*govuk-footer__(?:copyright-logo|crown)[^{}]*\{[^{}]*\}/g, '')
  for (let before = ''; before !== clean;) {
    before = clean
    clean = clean.replace(/@(?:media|supports)[^{}]*\{\s*\}/g, '')
  }
  return clean
}

async function build () {
  for (const name of ['staff', 'public']) {
    const { css } = sass.compile(join(here, `${name}.scss`), {
      loadPaths: [join(here, 'node_modules')],
      quietDeps: true,
      style: 'compressed'
    })
    const clean = withoutCrest(css)
    const left = clean.match(/url\([^)]*\)|@font-face|gds transport/i)
    if (left) {
      throw new Error(`${name}.scss still asks for ${left[0]}; pages may load only our own files`)
    }
    writeFileSync(join(dist, `${name}.css`), clean)
    // The public pages are also read in languages that are written from right to left: everything
    // that stands left then stands right.
    if (name === 'public') writeFileSync(join(dist, 'public-rtl.css'), rtlcss.process(clean))
  }

  await esbuild.build({
    absWorkingDir: here,
    bundle: true,
    entryPoints: ['staff.js', 'public.js', 'live.js'],
    format: 'esm',
    legalComments: 'none',
    minify: true,
    outdir: dist,
    target: 'es2020'
  })
  copyFileSync(join(here, 'icon.svg'), join(dist, 'icon.svg'))
}

// Cargo shows the last lines written: the message with the place in the source, not a stack.
build().catch((error) => {
  console.error(error.message)
  process.exitCode = 1
})
