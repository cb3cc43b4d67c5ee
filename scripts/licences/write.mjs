import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { writeWhole } from '../support/files.mjs'
import { out, root } from '../support/paths.mjs'
import { ExpectedFailure } from '../support/program.mjs'
import { readJson } from '../support/tools.mjs'
import { mayBeShipped } from './allowed.mjs'
import { shippedParts } from './parts.mjs'

/** The bundles that make up the program; of each the build notes its sources. */
const BUNDLES = ['main', 'preload', 'renderer']
const LINE = `\n${'='.repeat(80)}\n`

/**
 * Writes the list of everything that is shipped, with the full texts: out/licences/licences.json for the window, and
 * LICENCES.txt to lie beside the program. The bundles must have been built.
 * @throws ExpectedFailure for a part without text, or under a licence that is not allowed
 */
export function writeLicences() {
  const parts = shippedParts(
    BUNDLES.flatMap((bundle) => readJson(join(out, 'sources', `${bundle}.json`)))
  )
  const refused = parts.filter(({ licence }) => !mayBeShipped(licence))
  if (refused.length > 0) {
    const list = refused.map(({ name, licence }) => `${name}: ${licence}`).join('\n')
    throw new ExpectedFailure(`The program contains what may not be shipped in it:\n${list}`)
  }
  const folder = join(out, 'licences')
  mkdirSync(folder, { recursive: true })
  writeWhole(join(folder, 'licences.json'), JSON.stringify(parts))
  writeWhole(join(folder, 'LICENCES.txt'), asText(parts))
}

function asText(parts) {
  const own = readFileSync(join(root, 'LICENSE'), 'utf8')
  const beginning = `Downhill\n\n${own}\nIt contains the work of others, under licences of their own, which follow.
Electron contains Chromium and Node.js: their notices are in LICENSES.chromium.html.\n`
  const rest = parts.map(
    ({ name, version, licence, text }) =>
      `${name}${version ? ` ${version}` : ''} (${licence.replace('LicenseRef-', '')})\n\n${text}`
  )
  return [beginning, ...rest].join(LINE)
}
