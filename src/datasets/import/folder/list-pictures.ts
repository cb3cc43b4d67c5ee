import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { INTAKE_LIMITS, intakeRefused } from '../../../shared/intake'
import type { Rejections } from '../rejections'

/** A file of a class; it may or may not be a picture. */
export interface PictureFile {
  /** Whole. */
  path: string
  /** From the chosen folder on, with slashes. */
  name: string
  /** Number of its class. */
  label: number
  part: 'training' | 'test'
}

export interface PictureFolder {
  /** Names of the classes, by their numbers. */
  classes: string[]
  files: PictureFile[]
  hasOwnTest: boolean
}

const TRAINING = /^train(ing)?$/i
const TEST = /^(test(ing)?|val(id(ation)?)?)$/i
/** What systems leave beside pictures without anybody's knowing. */
const NOT_MEANT = /^(\..*|__MACOSX|Thumbs\.db|desktop\.ini)$/i

interface Found {
  folders: string[]
  files: string[]
}

/**
 * The files below a folder that has a folder for each class, or one called train that has, perhaps with one
 * called test. Links are not followed, hidden files not looked at.
 * @throws DownhillError 'intake-refused'.
 */
export async function listPictures(root: string, rejections: Rejections): Promise<PictureFolder> {
  let seen = 0

  /** @param name from the chosen folder on, '' for itself */
  async function look(name: string): Promise<Found> {
    const entries = await readdir(join(root, name), { withFileTypes: true }).catch(
      (error: unknown) => {
        const reason = error instanceof Error ? error.message : String(error)
        throw intakeRefused('file-unreadable', { file: name || root, reason })
      }
    )
    const found: Found = { folders: [], files: [] }
    for (const entry of entries.toSorted((one, other) => byName(one.name, other.name))) {
      if (NOT_MEANT.test(entry.name)) continue
      if (++seen > INTAKE_LIMITS.files) {
        throw intakeRefused('folder-files', { limit: INTAKE_LIMITS.files })
      }
      const path = name === '' ? entry.name : `${name}/${entry.name}`
      if (entry.isDirectory()) found.folders.push(path)
      else if (entry.isFile()) found.files.push(path)
      else rejections.add(path, null, 'picture-link')
    }
    return found
  }

  /** All files in a folder and below it. */
  async function filesBelow(name: string): Promise<string[]> {
    const { folders, files } = await look(name)
    for (const folder of folders) files.push(...(await filesBelow(folder)))
    return files
  }

  async function classFolders(part: PictureFile['part'], names: readonly string[]): Promise<void> {
    for (const name of names) {
      const title = name.slice(name.lastIndexOf('/') + 1)
      if (!classes.includes(title)) classes.push(title)
      if (classes.length > INTAKE_LIMITS.classes.max) {
        throw intakeRefused('too-many-classes', { file: root, limit: INTAKE_LIMITS.classes.max })
      }
      const label = classes.indexOf(title)
      for (const file of await filesBelow(name)) {
        pictures.push({ path: join(root, file), name: file, label, part })
      }
    }
  }

  function leaveOut(names: readonly string[]): void {
    for (const name of names) rejections.add(name, null, 'picture-outside')
  }

  const classes: string[] = []
  const pictures: PictureFile[] = []
  const top = await look('')
  if (top.folders.length === 0) throw intakeRefused('folder-flat', { files: top.files.length })
  leaveOut(top.files)
  const named = top.folders.find((name) => TRAINING.test(name))
  const tests = top.folders.filter((name) => TEST.test(name)).toSorted(testFirst)
  // beside other folders it may be a class, of engines and wagons
  if (named === undefined || (tests.length === 0 && top.folders.length > 1)) {
    await classFolders('training', top.folders)
    return { classes, files: pictures, hasOwnTest: false }
  }
  leaveOut(top.folders.filter((name) => name !== named && !tests.includes(name)))
  const training = await look(named)
  if (training.folders.length === 0) throw intakeRefused('folder-flat', { files: top.files.length })
  leaveOut(training.files)
  await classFolders('training', training.folders)
  let hasOwnTest = false
  for (const name of tests) {
    if (hasOwnTest) {
      leaveOut([name])
      continue
    }
    const { folders, files } = await look(name)
    leaveOut(files)
    await classFolders('test', folders)
    // pictures that lie in it without a class are none to test with
    hasOwnTest = folders.length > 0
  }
  return { classes, files: pictures, hasOwnTest }
}

/** Where there are several, the one that is called a test. */
const testFirst = (one: string, other: string): number =>
  Number(/^test/i.test(other)) - Number(/^test/i.test(one))

/** 2 before 10. */
const byName = (one: string, other: string): number =>
  one.localeCompare(other, 'en', { numeric: true })
