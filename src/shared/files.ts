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
