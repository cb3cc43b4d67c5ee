import type { PlainError } from './errors'
import type { ImportedRun } from './transfer'

/** How weights leave the program. pytorch: a script, with the weights as .npz beside it. */
export const WEIGHT_FORMATS = ['npz', 'safetensors', 'onnx', 'pytorch'] as const
export type WeightFormat = (typeof WEIGHT_FORMATS)[number]

/** What the window makes itself, and saves. */
export const SAVED_KINDS = ['csv', 'json', 'svg', 'png'] as const
export type SavedKind = (typeof SAVED_KINDS)[number]

/** A file that was written; null in an answer: the person changed their mind. */
export interface SavedFile {
  /** The whole path. */
  path: string
  /** Bytes. */
  size: number
  /** Of a .downhill file: checkpoints that were damaged, and stayed behind. */
  leftOut?: number
}

/** What became of one file that was to come in. */
export interface ImportedFile {
  /** Without its folder. */
  file: string
  /** Who exported it, where that was said. */
  author: string | null
  runs: ImportedRun[]
  /** Why none of its runs came in. */
  error: PlainError | null
}

/** Bytes of what the window may have saved; the largest picture of a chart stays far below. */
export const MOST_SAVED_BYTES = 64 * 1024 ** 2

/** What a file may be called on every system. */
const LONGEST_FILE_NAME = 100

/** A name for a file, without its ending, out of any text: what a system forbids in names is left out. */
export function toFileName(text: string): string {
  const name = text
    .replaceAll(/[\p{Cc}\p{Cf}<>:"/\\|?*]/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    // hidden on some systems, cut off on others
    .replaceAll(/^[. ]+|[. ]+$/g, '')
  // Windows keeps these for devices
  const isReserved = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(name)
  const usable = name === '' || isReserved ? `downhill ${name}`.trim() : name
  return [...usable].slice(0, LONGEST_FILE_NAME).join('').trim()
}
