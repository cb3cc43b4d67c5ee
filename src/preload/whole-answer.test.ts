import { describe, expect, it, vi } from 'vitest'
import type { Result } from '../shared/errors'
import type { PieceRequest } from '../shared/large-answer'
import { wholeAnswer } from './whole-answer'

const BYTES = Uint8Array.of(1, 2, 3, 4, 5, 6, 7)

describe('wholeAnswer', () => {
  /** Three bytes a piece; nothing is asked while another is under way. */
  function fetcher(): (request: PieceRequest) => Promise<Result<Uint8Array>> {
    let underWay = 0
    return async ({ id, from }) => {
      expect(id).toBe(4)
      expect(++underWay).toBe(1)
      await Promise.resolve()
      underWay--
      return { ok: true, value: BYTES.slice(from, from + 3) }
    }
  }

  it('puts the pieces together, one after the other', async () => {
    const fetch = vi.fn(fetcher())
    const kept = [{ id: 4, byteLength: 7, field: null }]
    expect(await wholeAnswer({ ok: true, value: null, kept }, fetch)).toEqual({
      ok: true,
      value: BYTES
    })
    expect(fetch.mock.calls.map(([{ from }]) => from)).toEqual([0, 3, 6])
  })

  it('puts them where they belong', async () => {
    const kept = ['gradient', 'after'].map((field) => ({ id: 4, byteLength: 7, field }))
    expect(await wholeAnswer({ ok: true, value: { runId: 3 }, kept }, fetcher())).toEqual({
      ok: true,
      value: { runId: 3, gradient: BYTES, after: BYTES }
    })
  })

  it('is the error of a piece that is not to be had', async () => {
    const lost = {
      ok: false,
      error: { code: 'not-found', message: 'Forgotten.', values: {} }
    } as const
    const fetch = vi.fn(fetcher()).mockImplementationOnce(fetcher()).mockResolvedValueOnce(lost)
    const kept = [{ id: 4, byteLength: 7, field: null }]
    expect(await wholeAnswer({ ok: true, value: null, kept }, fetch)).toEqual(lost)
    expect(fetch).toHaveBeenCalledTimes(2)
  })

  it('asks for nothing where all has come', async () => {
    const fetch = vi.fn(fetcher())
    const failed = {
      ok: false,
      error: { code: 'internal', message: 'It broke.', values: {} }
    } as const
    for (const reply of [{ ok: true, value: { runId: 3 } }, failed] as const) {
      expect(await wholeAnswer(reply, fetch)).toEqual(reply)
    }
    expect(fetch).not.toHaveBeenCalled()
  })
})
