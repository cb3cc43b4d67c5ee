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
 * The files below a folder that has a folder for each class, or folders called train and test that
 * have. Links are not followed, hidden files not looked at.
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

  const classes: string[] = []
  const pictures: PictureFile[] = []
  const top = await look('')
  const training = top.folders.find((name) => TRAINING.test(name))
  const test = top.folders.find((name) => TEST.test(name))
  const hasOwnTest = training !== undefined && test !== undefined
  if (top.folders.length === 0) throw intakeRefused('folder-flat', { files: top.files.length })
  for (const file of top.files) rejections.add(file, null, 'picture-outside')
  if (hasOwnTest) {
    await classFolders('training', (await look(training)).folders)
    await classFolders('test', (await look(test)).folders)
  } else await classFolders('training', top.folders)
  return { classes, files: pictures, hasOwnTest }
}

/** 2 before 10. */
const byName = (one: string, other: string): number =>
  one.localeCompare(other, 'en', { numeric: true })
