import { describe, expect, it, vi } from 'vitest'
import { REQUEST_NAMES } from '../shared/contract-names'
import { DownhillError } from '../shared/errors'
import { answerRequest, type Handlers } from './request'

/** Handlers of which those not given fail the test when called. */
function handlersWith(given: Partial<Handlers>): Handlers {
  const unexpected = (): never => {
    throw new Error('not expected to be called')
  }
  const all = Object.fromEntries(REQUEST_NAMES.map((name) => [name, unexpected]))
  return { ...(all as { [Name in keyof Handlers]: never }), ...given }
}

const ignore = (): void => undefined

describe('answerRequest', () => {
  it('gives the handler what the schema made of the input, and its answer back', async () => {
    const rename = vi.fn(() => {
      throw new DownhillError('not-found', 'There is no run 7.', { runId: 7 })
    })
    const handlers = handlersWith({ 'runs.rename': rename, 'training.pause': () => null })
    expect(await answerRequest(handlers, 'training.pause', { runId: 3 }, ignore)).toEqual({
      ok: true,
      value: null
    })
    expect(
      await answerRequest(handlers, 'runs.rename', { runId: 7, name: ' blue ' }, ignore)
    ).toEqual({
      ok: false,
      error: { code: 'not-found', message: 'There is no run 7.', values: { runId: 7 } }
    })
    expect(rename).toHaveBeenCalledWith({ runId: 7, name: 'blue' })
  })

  it('refuses what the schema does not allow before any handler sees it', async () => {
    const handlers = handlersWith({})
    const inputs = [
      undefined,
      null,
      7,
      '7',
      [],
      { runId: '7' },
      { runId: -1 },
      { runId: 1, more: 1 }
    ]
    for (const input of inputs) {
      expect(await answerRequest(handlers, 'training.stop', input, ignore)).toMatchObject({
        ok: false,
        error: { code: 'invalid-input' }
      })
    }
  })

  it('says which part of the input is wrong', async () => {
    const answer = await answerRequest(handlersWith({}), 'runs.delete', { runIds: [1, 0] }, ignore)
    expect(answer).toMatchObject({
      ok: false,
      error: { values: { where: 'runs.delete.runIds.1' } }
    })
  })

  it('reports errors that nobody foresaw, and only those', async () => {
    const report = vi.fn()
    const broken = new TypeError('cannot read x of undefined')
    const handlers = handlersWith({
      'runs.list': () => Promise.reject(broken),
      'training.live': () => Promise.reject(new DownhillError('store-newer', 'Too new.'))
    })
    expect(await answerRequest(handlers, 'runs.list', undefined, report)).toMatchObject({
      ok: false,
      error: { code: 'internal', message: 'cannot read x of undefined' }
    })
    await answerRequest(handlers, 'training.live', undefined, report)
    expect(report.mock.calls).toEqual([[broken]])
  })
})
