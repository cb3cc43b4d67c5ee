import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Store } from '../store/store-api'
import { watchStoreCalls } from './call-times'

describe('watchStoreCalls', () => {
  let time: number
  let lines: string[]
  let asked: unknown[][]
  let answer: (value: unknown) => void
  let refuse: (error: Error) => void
  /** Milliseconds that the copying of what is asked takes. */
  let asking: number
  let store: Store

  /** The event loop does not turn for so long. */
  function block(milliseconds: number): void {
    time += milliseconds
  }

  /** It turns as it should for so long. */
  function turn(milliseconds: number): void {
    for (let passed = 0; passed < milliseconds; passed += 2) {
      time += 2
      vi.advanceTimersByTime(2)
    }
  }

  beforeEach(() => {
    vi.useFakeTimers()
    time = 5000
    lines = []
    asked = []
    asking = 0
    const ask = (...input: unknown[]): Promise<unknown> => {
      asked.push(input)
      block(asking)
      return new Promise((resolve, reject) => {
        answer = resolve
        refuse = reject
      })
    }
    const log = {
      write: (subject: string, text: string) => void lines.push(`${subject}: ${text}`),
      error: () => undefined
    }
    const bare = { rename: ask, runSummary: ask, close: ask } as Partial<Store> as Store
    store = watchStoreCalls(bare, log, { now: () => time, worked: () => time })
  })
  afterEach(() => vi.useRealTimers())

  it('hands on what is asked, what is answered and what is refused', async () => {
    const renamed = store.rename(7, 'other')
    answer('the run')
    expect(await renamed).toBe('the run')
    expect(asked).toEqual([[7, 'other']])
    const refused = store.rename(8, 'other')
    refuse(new Error('no such run'))
    await expect(refused).rejects.toThrow('no such run')
    expect(vi.getTimerCount()).toBe(0)
  })

  it('says nothing of a call that took long in its own thread only', async () => {
    const renamed = store.rename(7, 'other')
    turn(400)
    block(10)
    answer('the run')
    await renamed
    expect(lines).toEqual([])
  })

  it('notes a call whose question took long to copy', async () => {
    asking = 30
    const renamed = store.rename(7, 'private')
    turn(100)
    answer('the run')
    await renamed
    expect(lines).toEqual(['pace: rename held up the main thread for 30 ms'])
  })

  it('notes a call whose answer took long to copy, and none that had ended before', async () => {
    const early = store.runSummary(7)
    answer('the run')
    await early
    const renamed = store.rename(7, 'private')
    turn(20)
    block(25)
    answer('the run')
    await renamed
    expect(lines).toEqual(['pace: rename held up the main thread for 25 ms'])
  })

  it('does not count what held the thread up before the call, or while it was waited for', async () => {
    block(40)
    const renamed = store.rename(7, 'other')
    turn(10)
    block(40)
    turn(2)
    answer('the run')
    await renamed
    expect(lines).toEqual([])
  })

  it('counts for each of two answers in one turn its own share', async () => {
    const summary = store.runSummary(7)
    const answerFirst = answer
    const renamed = store.rename(7, 'other')
    block(15)
    answer('the run')
    await renamed
    answerFirst('the run')
    await summary
    expect(lines).toEqual(['pace: rename held up the main thread for 15 ms'])
  })

  it('writes a line a minute and method, and counts what it leaves out', async () => {
    const slow = async (): Promise<void> => {
      const renamed = store.rename(7, 'other')
      block(20)
      answer('the run')
      await renamed
    }
    await slow()
    await slow()
    await slow()
    expect(lines).toHaveLength(1)
    block(60_000)
    await slow()
    expect(lines).toHaveLength(2)
    expect(lines[1]).toMatch(/for 20 ms, and 2 times more since the last line$/)
  })
})
