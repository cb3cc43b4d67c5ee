import { createHash } from 'node:crypto'
import { existsSync, lstatSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative, sep } from 'node:path'

/**
 * One short text for the contents of files and folders: it changes when a file is added, removed, renamed or edited.
 * @param {string} base the folder that the names count from
 * @param {string[]} names files and folders; those that do not exist are left out
 * @param {(path: string) => boolean} [isIncluded] given a file's path from `base`, with slashes
 */
export function fingerprint(base, names, isIncluded = () => true) {
  const hash = createHash('sha256')
  for (const file of names.flatMap((name) => filesIn(join(base, name))).sort()) {
    const path = relative(base, file).split(sep).join('/')
    if (!isIncluded(path)) continue
    const contents = readFileSync(file)
    // the length keeps the end of one file apart from the beginning of the next
    hash.update(`${path}\n${contents.length}\n`).update(contents)
  }
  return hash.digest('hex')
}

/**
 * The sizes of all files in folders, by path from `base`: enough to see that something is missing or cut off.
 * @returns {Record<string, number>}
 */
export function sizes(base, names) {
  const files = names.flatMap((name) => filesIn(join(base, name))).sort()
  return Object.fromEntries(
    files.map((file) => [relative(base, file).split(sep).join('/'), statSync(file).size])
  )
}

/** Every file below a path; a file is below itself. Links are not followed. */
function filesIn(path) {
  if (!existsSync(path)) return []
  const kind = lstatSync(path)
  if (kind.isFile()) return [path]
  if (!kind.isDirectory()) return []
  return readdirSync(path).flatMap((name) => filesIn(join(path, name)))
}
