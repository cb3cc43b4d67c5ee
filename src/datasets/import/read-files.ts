import type { Examples } from '../../engine/engine'
import type { DatasetKind } from '../../shared/dataset'
import type { IntakeOptions, IntakeProgress, IntakeRemark } from '../../shared/intake'
import { LONGEST_NAME } from '../../shared/transfer'
import type { Rejections } from './rejections'

/** Examples of one part, as they stand in the files; labels are numbers of any meaning. */
export interface ReadPart {
  count: number
  /** Of pictures 784 bytes each, of points x and y, of curves x. */
  inputs: Uint8Array | Float32Array
  answers: Examples['answers']
}

/** What the files say, whichever kind they are. */
export interface ReadFiles {
  kind: DatasetKind
  /** Suggested; source and licence are empty where nothing is known. */
  name: string
  source: string
  licence: string
  /** Names of what was read, without their folder. */
  files: string[]
  /** As they were used; null: nothing to choose. */
  options: IntakeOptions
  training: ReadPart
  /** null: is drawn from the training part. */
  test: ReadPart | null
  /** What a label is called; by the labels as they stand in the files. */
  className(label: number): string
  /** Labels from 0 that have a name, where that is known: a class may be empty. */
  classTotal?: number
  /** Whether the names say more than the labels' numbers. */
  hasNames: boolean
  remarks: IntakeRemark[]
  rejections: Rejections
}

/** What reading needs from outside. */
export interface ReadTools {
  onProgress(progress: IntakeProgress): void
}

export const PICTURE_SIDE = 28
export const PICTURE_SIZE = PICTURE_SIDE * PICTURE_SIDE

/** Values per example. */
export const INPUT_SIZES: Record<DatasetKind, number> = {
  pictures: PICTURE_SIZE,
  points: 2,
  curve: 1
}

/** The name of a file or folder as one of a data set or class: those may be longer, and have line breaks. */
export function oneLine(name: string): string {
  return (
    name
      .replaceAll(/\p{Cc}+/gu, ' ')
      .trim()
      .slice(0, LONGEST_NAME)
      // half of a character, where it was cut
      .replaceAll(/\p{Cs}/gu, '')
  )
}
