import type { Result } from './errors'

/**
 * A message to the window is copied by the main process in one go, at about 2 ms a megabyte. So an
 * answer of more bytes than this stays in main at first, and the preload script fetches it in
 * pieces of this size: between two of them main is free for whatever else waits.
 */
export const LARGEST_PIECE = 1 << 19

/** Bytes that main keeps for the preload script. */
export interface KeptBytes {
  id: number
  byteLength: number
  /** The field of the answer's value that they belong in; null: they are all of it. */
  field: string | null
}

/** What main replies to a request of the window; with `kept`, those bytes are not in the value yet. */
export type Reply = Result<unknown> & { kept?: KeptBytes[] }

export interface PieceRequest {
  id: number
  /** The first byte of the piece. */
  from: number
}
