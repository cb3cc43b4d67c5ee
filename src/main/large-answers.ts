import { DownhillError, type Result } from '../shared/errors'
import {
  LARGEST_PIECE,
  type KeptBytes,
  type PieceRequest,
  type Reply
} from '../shared/large-answer'
import { z } from '../shared/zod'

/** More fields than the page has under way at once; what it never fetched must not pile up. */
const MOST_KEPT = 16

export const pieceSchema: z.ZodType<PieceRequest> = z.strictObject({
  id: z.number().int().positive(),
  from: z.number().int().min(0)
})

/** Keeps the bytes of large answers until the page has fetched them. */
export class LargeAnswers {
  private readonly kept = new Map<number, Uint8Array>()
  private lastId = 0

  /** The result as it is sent: what is too large for one message is taken out of it, and kept. */
  reply(result: Result<unknown>): Reply {
    if (!result.ok) return result
    const { value } = result
    if (isLarge(value)) return { ok: true, value: null, kept: [this.keep(value, null)] }
    if (!isPlainObject(value)) return result
    const kept: KeptBytes[] = []
    const others: Record<string, unknown> = {}
    for (const [field, each] of Object.entries(value)) {
      if (isLarge(each)) kept.push(this.keep(each, field))
      else others[field] = each
    }
    return kept.length > 0 ? { ok: true, value: others, kept } : result
  }

  /** With the last piece the answer is forgotten. @throws DownhillError 'not-found'. */
  piece({ id, from }: PieceRequest): Uint8Array {
    const bytes = this.kept.get(id)
    if (bytes === undefined || from >= bytes.length) {
      throw new DownhillError('not-found', `No answer ${id} is kept from byte ${from} on.`)
    }
    if (from + LARGEST_PIECE >= bytes.length) this.kept.delete(id)
    // a copy: of a part of some memory, all of that memory would be sent
    return bytes.slice(from, from + LARGEST_PIECE)
  }

  /** To be called when the page that asked is no more. */
  forgetAll(): void {
    this.kept.clear()
  }

  private keep(bytes: Uint8Array, field: string | null): KeptBytes {
    this.kept.set(++this.lastId, bytes)
    const [oldest] = this.kept.keys()
    if (this.kept.size > MOST_KEPT) this.kept.delete(oldest)
    return { id: this.lastId, byteLength: bytes.length, field }
  }
}

function isLarge(value: unknown): value is Uint8Array {
  return value instanceof Uint8Array && value.length > LARGEST_PIECE
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  return value !== null && Object.getPrototypeOf(value) === Object.prototype
}
