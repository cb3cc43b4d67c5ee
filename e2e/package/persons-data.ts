import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

const library = (home: string): string => join(home, '.local', 'share', 'downhill')

/** The hashes of all files that the person of this home has of Downhill. */
export function dataOf(home: string): Record<string, string> {
  const folder = library(home)
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()
  const files = names.filter((name) => statSync(join(folder, name)).isFile())
  const hash = (name: string): string =>
    createHash('sha256')
      .update(readFileSync(join(folder, name)))
      .digest('hex')
  return Object.fromEntries(files.map((name) => [name, hash(name)]))
}

/** Whether the library's files hold these words: its database is not to be opened by another user. */
export function holds(home: string, words: string): boolean {
  return ['downhill.sqlite', 'downhill.sqlite-wal'].some((name) => {
    const file = join(library(home), name)
    return existsSync(file) && readFileSync(file).includes(words)
  })
}
