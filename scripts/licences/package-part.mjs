import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { nodeModules } from '../support/paths.mjs'
import { ExpectedFailure } from '../support/program.mjs'
import { readJson } from '../support/tools.mjs'

const TEXTS = /^(licen[cs]e|copying|notice|unlicen[cs]e)([.-]|$)/i
/** After this, Vite's text goes on with what its tools contain; of Vite itself a helper is shipped. */
const OF_TOOLS = '\n# Licenses of bundled dependencies'

/**
 * A package that is shipped: what it is called, its version, its licence, and the texts that must go along.
 * @throws ExpectedFailure where the package carries no text
 */
export function packagePart(name) {
  const folder = join(nodeModules, ...name.split('/'))
  const { version, license } = readJson(join(folder, 'package.json'))
  const texts = readdirSync(folder)
    .filter((file) => TEXTS.test(file))
    .sort()
    .map((file) => readFileSync(join(folder, file), 'utf8').split(OF_TOOLS)[0])
    .map((text) => `${text.replaceAll('\r\n', '\n').trim()}\n`)
  if (texts.length === 0) {
    throw new ExpectedFailure(`${name} is shipped, and no text of its licence is in its package.`)
  }
  return { name, version, licence: String(license), text: texts.join('\n') }
}
