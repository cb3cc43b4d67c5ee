import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { nodeModules, root } from '../support/paths.mjs'
import { ExpectedFailure } from '../support/program.mjs'
import { MNIST_CREDITS } from '../pack-mnist.mjs'
import { packagePart } from './package-part.mjs'

/** Where what is no package's file in a bundle comes from; null: made of our own files. */
const MADE_BY = [
  [/^\0rolldown\//, 'rolldown'],
  [/^\0vite\//, 'vite'],
  [/^\0plugin-vue:/, '@vitejs/plugin-vue'],
  [/^virtual:intlify-i18n/, null]
]

const SQLITE = `SQLite is compiled into better-sqlite3. Its authors have dedicated it to the public domain:
anyone may copy, change, publish, use, compile, sell and distribute it, in any form and for any purpose.
https://sqlite.org/copyright.html
`

const MNIST = `${MNIST_CREDITS}
Its authors published it for research without stating a licence; it is copied and used freely everywhere.
`

const KATEX_FONTS = `Copyright (c) 2009-2010, Design Science, Inc. (<www.mathjax.org>)
Copyright (c) 2014-2018 Khan Academy (<www.khanacademy.org>)
`

/**
 * Everything of others that is shipped, by name.
 * @param {string[]} sources the files that went into the bundles, as the build noted them
 * @throws ExpectedFailure for what nobody is known to have made, or a package without a text
 */
export function shippedParts(sources) {
  const { dependencies } = readPackage(root)
  const packages = new Set([
    ...sources.flatMap(packageBehind),
    ...Object.keys(dependencies).flatMap(withDependencies),
    // its standard library is compiled into the kernels
    'assemblyscript'
  ])
  const parts = [...packages].map(packagePart)
  // which version it is, the program itself knows
  parts.push({ ...packagePart('electron'), version: null })
  if (packages.has('better-sqlite3')) {
    parts.push({ name: 'SQLite', version: null, licence: 'LicenseRef-public-domain', text: SQLITE })
  }
  if (sources.some((path) => /\/KaTeX_[^/]*\.woff2$/.test(path))) {
    parts.push({
      name: 'KaTeX fonts',
      version: readPackage(join(nodeModules, 'katex')).version,
      licence: 'OFL-1.1',
      text: `${KATEX_FONTS}\n${openFontLicence()}`
    })
  }
  parts.push({ name: 'MNIST', version: null, licence: 'LicenseRef-MNIST', text: MNIST })
  return parts.sort((one, other) => (one.name.toLowerCase() < other.name.toLowerCase() ? -1 : 1))
}

/** The package whose file this is; none for our own. */
function packageBehind(id) {
  const made = MADE_BY.find(([pattern]) => pattern.test(id))
  if (made) return made[1] === null ? [] : [made[1]]
  const path = id.replaceAll('\\', '/').split('?')[0]
  const within = [...path.matchAll(/\/node_modules\/((?:@[^/]+\/)?[^/]+)/g)].at(-1)
  if (within) return [within[1]]
  if (path.startsWith(`${root.replaceAll('\\', '/')}/`)) return []
  throw new ExpectedFailure(
    `The build put ${JSON.stringify(id)} into the program: say in scripts/licences/parts.mjs who made it.`
  )
}

/** A package that is shipped as it is, and what it needs. */
function withDependencies(name) {
  const { dependencies = {} } = readPackage(join(nodeModules, name))
  return [name, ...Object.keys(dependencies).flatMap(withDependencies)]
}

/** The text without the names of those who first used it here. */
function openFontLicence() {
  const package_ = '@fontsource-variable/atkinson-hyperlegible-next'
  const text = readFileSync(join(nodeModules, package_, 'LICENSE'), 'utf8')
  return text.slice(text.indexOf('This Font Software is licensed'))
}

function readPackage(folder) {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
}
