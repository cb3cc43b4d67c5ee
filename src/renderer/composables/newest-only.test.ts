import { describe, expect, it } from 'vitest'
import { newestOnly } from './newest-only'

/** A question that is answered when the test says so. */
function controlled(): {
  ask: () => Promise<void>
  asked: () => number
  answer: () => Promise<void>
} {
  let count = 0
  let resolve: () => void = () => undefined
  return {
    ask: () => {
      count++
      return new Promise((done) => (resolve = done))
    },
    asked: () => count,
    answer: async () => {
      resolve()
      await new Promise((done) => setTimeout(done))
    }
  }
}

describe('newestOnly', () => {
  it('asks one at a time, and many questions meanwhile only once', async () => {
    const { ask, asked, answer } = controlled()
    const want = newestOnly(ask)
    for (let times = 0; times < 5; times++) want()
    expect(asked()).toBe(1)
    await answer()
    expect(asked()).toBe(2)
    await answer()
    expect(asked()).toBe(2)
  })

  it('asks again after it has come to rest', async () => {
    const { ask, asked, answer } = controlled()
    const want = newestOnly(ask)
    want()
    await answer()
    want()
    expect(asked()).toBe(2)
  })
})
