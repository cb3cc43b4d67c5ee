import { describe, expect, it } from 'vitest'
import { LARGEST_PIECE } from '../shared/large-answer'
import { LargeAnswers, pieceSchema } from './large-answers'

const bytes = (length: number): Uint8Array => Uint8Array.from({ length }, (_, at) => at % 251)
const LARGE = bytes(2 * LARGEST_PIECE + 3)
const gone = expect.objectContaining({ code: 'not-found' })

/** All that is kept of the answer. */
function fetchAll(answers: LargeAnswers, id: number, byteLength: number): Uint8Array[] {
  const pieces: Uint8Array[] = []
  for (let from = 0; from < byteLength; from += LARGEST_PIECE) {
    pieces.push(answers.piece({ id, from }))
  }
  return pieces
}

describe('large answers', () => {
  it('leave in pieces that are no part of larger memory, and are then forgotten', () => {
    const answers = new LargeAnswers()
    const { kept, ...rest } = answers.reply({ ok: true, value: LARGE })
    expect(rest).toEqual({ ok: true, value: null })
    expect(kept).toEqual([{ id: 1, byteLength: LARGE.length, field: null }])
    const pieces = fetchAll(answers, 1, LARGE.length)
    expect(pieces.map(({ length }) => length)).toEqual([LARGEST_PIECE, LARGEST_PIECE, 3])
    expect(pieces.map(({ buffer }) => buffer.byteLength)).toEqual([
      ...[LARGEST_PIECE, LARGEST_PIECE, 3]
    ])
    expect(Buffer.concat(pieces).equals(LARGE)).toBe(true)
    expect(() => answers.piece({ id: 1, from: 0 })).toThrow(gone)
  })

  it('may carry their bytes in fields', () => {
    const answers = new LargeAnswers()
    const other = bytes(LARGEST_PIECE + 1)
    const value = { gradient: LARGE, runId: 3, small: bytes(9), after: other }
    expect(answers.reply({ ok: true, value })).toEqual({
      ok: true,
      value: { runId: 3, small: bytes(9) },
      kept: [
        { id: 1, byteLength: LARGE.length, field: 'gradient' },
        { id: 2, byteLength: other.length, field: 'after' }
      ]
    })
    expect(answers.piece({ id: 1, from: 2 * LARGEST_PIECE })).toEqual(LARGE.slice(-3))
    expect(answers.piece({ id: 2, from: LARGEST_PIECE })).toEqual(other.slice(-1))
    // the answer itself is as it was
    expect(value.gradient).toBe(LARGE)
  })

  it('are no others: those are sent as they are', () => {
    const answers = new LargeAnswers()
    const error = { code: 'internal', message: 'It broke.', values: {} } as const
    for (const value of [null, 'text', [LARGE], bytes(LARGEST_PIECE), { runId: 3, bytes: [] }]) {
      const result = { ok: true, value } as const
      expect(answers.reply(result)).toBe(result)
    }
    const failed = { ok: false, error } as const
    expect(answers.reply(failed)).toBe(failed)
    expect(() => answers.piece({ id: 1, from: 0 })).toThrow(gone)
  })

  it('give way, the oldest first, when too many are not fetched', () => {
    const answers = new LargeAnswers()
    for (let count = 1; count <= 17; count++) answers.reply({ ok: true, value: LARGE })
    expect(() => answers.piece({ id: 1, from: 0 })).toThrow('No answer 1 is kept from byte 0 on.')
    expect(answers.piece({ id: 2, from: 0 })).toHaveLength(LARGEST_PIECE)
    answers.forgetAll()
    for (const id of [2, 17]) expect(() => answers.piece({ id, from: 0 })).toThrow(gone)
  })

  it('end where they end', () => {
    const answers = new LargeAnswers()
    answers.reply({ ok: true, value: LARGE })
    expect(() => answers.piece({ id: 1, from: LARGE.length })).toThrow(gone)
    expect(fetchAll(answers, 1, LARGE.length)).toHaveLength(3)
  })

  it('are asked for by number', () => {
    expect(pieceSchema.safeParse({ id: 1, from: 0 }).success).toBe(true)
    const wrong = [undefined, 1, {}, { id: 0, from: 0 }, { id: 1, from: -1 }, { id: 1, from: 0.5 }]
    for (const input of [...wrong, { id: 1, from: 0, to: 9 }]) {
      expect(pieceSchema.safeParse(input).success).toBe(false)
    }
  })
})
