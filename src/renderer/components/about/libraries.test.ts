import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { LIBRARIES } from './libraries'

const root = join(import.meta.dirname, '../../../..')

interface PackageFile {
  license?: string
  dependencies?: Record<string, string>
}

function packageFile(...folders: string[]): PackageFile {
  return JSON.parse(readFileSync(join(root, ...folders, 'package.json'), 'utf8')) as PackageFile
}

/** `vue-router` of `vue-router/auto`, `@lucide/vue` of `@lucide/vue/icons`. */
function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')
}

/** The packages whose code the program's own files load: neither types nor tests. */
function loadedPackages(): string[] {
  const statement = /^(?:import|export)\s+(?!type\b)(?:[^'";]*?\sfrom\s+)?'([^'.][^']*)'/gm
  const found = new Set<string>()
  for (const path of readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })) {
    if (!/\.(ts|vue)$/.test(path) || /\.test\.ts$|\b(testing|assembly)\b/.test(path)) continue
    for (const [, specifier] of readFileSync(join(root, 'src', path), 'utf8').matchAll(statement)) {
      if (!specifier.startsWith('node:')) found.add(packageOf(specifier))
    }
  }
  return [...found]
}

describe('the list of libraries', () => {
  it.each(LIBRARIES)('states the licence of $package as the package does', (library) => {
    expect(packageFile('node_modules', library.package).license).toBe(library.license)
  })

  it('names every package that the program loads, and that it is shipped with', () => {
    const listed = LIBRARIES.map((library) => library.package)
    const shipped = Object.keys(packageFile('.').dependencies ?? {})
    expect(listed).toEqual(expect.arrayContaining([...shipped, ...loadedPackages()]))
  })

  it('names each once', () => {
    const listed = LIBRARIES.map((library) => library.package)
    expect(new Set(listed).size).toBe(listed.length)
  })
})
