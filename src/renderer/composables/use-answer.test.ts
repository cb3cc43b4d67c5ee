import { effectScope, nextTick, ref, type EffectScope } from 'vue'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DownhillError } from '../../shared/errors'
import { useAnswer, type Answers } from './use-answer'

describe('useAnswer', () => {
  let scope: EffectScope
  const wish = ref<number | undefined>()
  let waiting: { question: number; resolve: (answer: string) => void; reject: (e: Error) => void }[]

  beforeEach(() => {
    scope = effectScope()
    waiting = []
    wish.value = undefined
  })
  afterEach(() => scope.stop())

  function use(): Answers<number, string> {
    const answers = scope.run(() =>
      useAnswer(
        () => wish.value,
        (question) =>
          new Promise<string>((resolve, reject) => waiting.push({ question, resolve, reject }))
      )
    )
    if (!answers) throw new Error('the scope has ended')
    return answers
  }

  async function want(question: number): Promise<void> {
    wish.value = question
    await nextTick()
  }

  async function settle(act: () => void): Promise<void> {
    act()
    for (let turn = 0; turn < 5; turn++) await Promise.resolve()
  }

  it('asks nothing until there is a question', async () => {
    const { answered, underWay } = use()
    expect([waiting.length, answered.value, underWay.value]).toEqual([0, null, false])
    await want(1)
    expect([waiting.length, underWay.value]).toEqual([1, true])
  })

  it('asks one at a time, and of those that came meanwhile only the newest', async () => {
    const { answered, underWay } = use()
    await want(1)
    await want(2)
    await want(3)
    expect(waiting.map(({ question }) => question)).toEqual([1])
    await settle(() => waiting[0].resolve('one'))
    expect(answered.value).toEqual({ question: 1, answer: 'one' })
    expect(waiting.map(({ question }) => question)).toEqual([1, 3])
    await settle(() => waiting[1].resolve('three'))
    expect(answered.value).toEqual({ question: 3, answer: 'three' })
    expect(underWay.value).toBe(false)
  })

  it('tells why there is no answer, keeps the last one, and is silent about what was called off', async () => {
    const { answered, error } = use()
    await want(1)
    await settle(() => waiting[0].resolve('one'))
    await want(2)
    await settle(() => waiting[1].reject(new DownhillError('checkpoint-damaged', 'broken')))
    expect(error.value).toMatchObject({ code: 'checkpoint-damaged' })
    expect(answered.value?.answer).toBe('one')
    await want(3)
    await settle(() => waiting[2].reject(new DownhillError('cancelled', 'called off')))
    expect(error.value).toBeNull()
  })
})
