import { readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import type { GreyPicture } from '../../../shared/digit-pixels'
import type { ErrorValues } from '../../../shared/errors'
import {
  INTAKE_LIMITS,
  intakeRefused,
  type IntakeOptions,
  type IntakeProblemCode,
  type PictureFit
} from '../../../shared/intake'
import { GrowingExamples } from '../growing'
import { marginOf } from '../pictures'
import {
  oneLine,
  PICTURE_SIDE,
  PICTURE_SIZE,
  type ReadFiles,
  type ReadPart,
  type ReadTools
} from '../read-files'
import { Rejections } from '../rejections'
import { decodeJpeg } from './decode-jpeg'
import { decodePng } from './decode-png'
import { fitCentred, fitWhole } from './fit'
import { listPictures, type PictureFile } from './list-pictures'
import { readPictureHeader } from './picture-header'

/** Of each class so many are looked at to find out whether ink is dark, and how they are to be fitted. */
const LOOKED_AT_OF_A_CLASS = 5
const MOST_LOOKED_AT = 50
/** Large ones take seconds each, and are decoded once more when they are read: some have to do. */
const MOST_PIXELS_LOOKED_AT = 20_000_000
const MIDDLE_GREY = 127.5

/**
 * Reads a folder with one folder of PNG or JPEG pictures a class.
 * @throws DownhillError 'intake-refused'.
 */
export async function readPictureFolder(
  [root]: readonly string[],
  options: IntakeOptions,
  { onProgress }: ReadTools
): Promise<ReadFiles> {
  const rejections = new Rejections()
  const { classes, files, hasOwnTest } = await listPictures(root, rejections)
  const found = await lookAtSome(files, classes)
  const inverted = options.inverted ?? found.darkOnLight
  const fit = options.fit ?? found.fit
  const parts = { training: collectPart(), test: collectPart() }
  for (const [index, file] of files.entries()) {
    const picture = await readPicture(file.path)
    const fitted = 'code' in picture ? picture : fitPicture(picture, fit, inverted)
    if ('code' in fitted) rejections.add(file.name, null, fitted.code, fitted.values)
    else parts[file.part].add(fitted, file.label)
    onProgress({ done: index + 1, of: files.length, unit: 'files' })
  }
  if (parts.training.count() === 0) {
    const { file, code, values } = rejections.kept[0] ?? { file: basename(root), code: null }
    if (code === null) throw intakeRefused('file-empty', { file })
    throw intakeRefused('nothing-left', { ...values, file, because: code })
  }
  return {
    kind: 'pictures',
    name: basename(root),
    source: '',
    licence: '',
    files: [basename(root)],
    options: {
      ...options,
      label: null,
      header: null,
      scaled: null,
      transposed: null,
      inverted,
      fit
    },
    training: parts.training.toPart(),
    test: hasOwnTest ? parts.test.toPart() : null,
    className: (label) => oneLine(classes[label]) || String(label),
    classTotal: classes.length,
    hasNames: classes.some((name, number) => name !== String(number)),
    remarks: [],
    rejections
  }
}

interface PictureProblem {
  code: IntakeProblemCode
  values: ErrorValues
}

/** Grey values as they are stored, or why there are none. */
async function readPicture(path: string): Promise<GreyPicture | PictureProblem> {
  try {
    const { size } = await stat(path)
    if (size > INTAKE_LIMITS.pictureBytes) {
      return { code: 'picture-heavy', values: { size, limit: INTAKE_LIMITS.pictureBytes } }
    }
    return decodePicture(await readFile(path))
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return { code: 'file-unreadable', values: { reason } }
  }
}

/** The grey values of a PNG or JPEG file, 255 = light, or why there are none. */
export function decodePicture(bytes: Uint8Array): GreyPicture | PictureProblem {
  const header = readPictureHeader(bytes)
  if (header === null) return { code: 'picture-kind', values: {} }
  if (header === 'damaged') return { code: 'picture-damaged', values: {} }
  const { width, height, format } = header
  // before anything of that size is allocated
  if (width * height > INTAKE_LIMITS.pixels)
    return { code: 'picture-large', values: { width, height } }
  try {
    return format === 'png' ? decodePng(bytes) : decodeJpeg(bytes)
  } catch {
    // why, only the format's experts would understand
    return { code: 'picture-damaged', values: {} }
  }
}

function fitPicture(
  { width, height, values }: GreyPicture,
  fit: PictureFit,
  inverted: boolean
): Uint8Array | PictureProblem {
  const picture = { width, height, values: inverted ? values.map((value) => 255 - value) : values }
  return fit === 'whole'
    ? fitWhole(picture)
    : (fitCentred(picture) ?? { code: 'picture-blank', values: {} })
}

/** Whether most have a light margin; and, of single letters or digits in other sizes, that they be centred. */
async function lookAtSome(
  files: readonly PictureFile[],
  classes: readonly string[]
): Promise<{ darkOnLight: boolean; fit: PictureFit }> {
  const some = classes
    .flatMap((_, label) =>
      files.filter((file) => file.label === label).slice(0, LOOKED_AT_OF_A_CLASS)
    )
    .slice(0, MOST_LOOKED_AT)
  let light = 0
  let readable = 0
  let ready = 0
  let pixels = 0
  for (const { path } of some) {
    if (pixels > MOST_PIXELS_LOOKED_AT) break
    const picture = await readPicture(path)
    if ('code' in picture) continue
    const { width, height, values } = picture
    readable++
    pixels += values.length
    if (marginOf(values, 0, width, height) > MIDDLE_GREY) light++
    if (width === PICTURE_SIDE && height === PICTURE_SIDE) ready++
  }
  const areSigns = classes.every((name) => [...name].length === 1)
  const fit = areSigns && ready * 2 <= readable ? 'centred' : 'whole'
  return { darkOnLight: light * 2 > readable, fit }
}

interface PartCollector {
  add(picture: Uint8Array, label: number): void
  count(): number
  toPart(): ReadPart
}

function collectPart(): PartCollector {
  const bytes = (length: number): Uint8Array => new Uint8Array(length)
  const pictures = new GrowingExamples(PICTURE_SIZE, bytes)
  const labels = new GrowingExamples(1, bytes)
  return {
    add(picture, label) {
      pictures.next().set(picture)
      pictures.keep()
      labels.next()[0] = label
      labels.keep()
    },
    count: () => pictures.count,
    toPart: () => ({
      count: pictures.count,
      inputs: pictures.all(),
      answers: { kind: 'classes', labels: labels.all() }
    })
  }
}
