import { describe, expect, it } from 'vitest'
import { parametersFromBytes } from '../../engine/network'
import { createReferenceEngine } from '../../engine/reference'
import { NO_ANSWER, unpackTestAnswers, type TestAnswers } from '../../shared/test-set'
import { createSmallStudy, positionAt, type SmallStudy } from '../study/testing/small-study'
import { rank } from './rankings'

const STEP = 12
const COUNT = 20

/** Output by output, from the reference: what each example of the test set comes to. */
function expectedOf({ material }: SmallStudy, parameters: Uint8Array) {
  const engine = createReferenceEngine(material.network)
  engine.load(parametersFromBytes(parameters, material.network.layers), null)
  const set = engine.addExamples(material.test)
  return Array.from({ length: COUNT }, (_, index) => {
    const { cost } = engine.evaluate(set, Uint32Array.of(index))
    const outputs = [...engine.outputs(material.test.inputs.subarray(9 * index, 9 * index + 9))]
    const sorted = outputs.toSorted((a, b) => b - a)
    return {
      cost,
      answer: outputs.indexOf(sorted[0]),
      share: sorted[0] / outputs.reduce((sum, each) => sum + each, 0),
      gap: sorted[0] - sorted[1]
    }
  })
}

async function answersOf({ ask }: SmallStudy, step = STEP, edits: [number, number][] = []) {
  const place = { step, edits: edits.map(([index, value]) => ({ index, value })) }
  const { packed, rankings } = await ask('study.answers', {}, place)
  return { ...unpackTestAnswers(packed), rankings }
}

describe('the answers to the test set', () => {
  it.each([{ cost: 'cross-entropy' }, { cost: 'quadratic' }] as const)(
    'are those of the reference, example by example, with %j',
    async (changes) => {
      const study = createSmallStudy(changes)
      const found = await answersOf(study)
      const expected = expectedOf(study, positionAt(STEP, changes).parameters)
      expect(found.count).toBe(COUNT)
      const { answers } = study.material.test
      expect(found.labels).toEqual(answers.kind === 'classes' && answers.labels)
      expect([...found.answers]).toEqual(expected.map(({ answer }) => answer))
      expected.forEach(({ cost, share, gap }, place) => {
        expect(found.costs[place]).toBeCloseTo(cost, 12)
        expect(found.shares[place]).toBeCloseTo(share, 6)
        expect(found.gaps[place]).toBeCloseTo(gap, 6)
      })
      // one of a kind would not tell an order
      expect(new Set(found.answers).size).toBeGreaterThan(1)
    }
  )

  it('are none where a weight is no number, and the cost leads', async () => {
    // the bias of an output is the last parameter
    const found = await answersOf(createSmallStudy(), 0, [[9 * 4 + 4 + 4 * 3 + 2, NaN]])
    expect([...found.answers]).toEqual(Array(COUNT).fill(NO_ANSWER))
    expect(found.rankings.confident).toEqual([])
    expect(found.rankings.closest).toEqual([])
    expect(found.rankings.worst).toEqual(Array.from({ length: COUNT }, (_, place) => place))
  })

  it('come with the pictures that are asked for, in that order', async () => {
    const { ask, material } = createSmallStudy()
    const found = await ask('study.images', { indices: [7, 2] }, { step: 0 })
    const { inputs } = material.test
    expect(found.indices).toEqual([7, 2])
    expect([...(found.pictures ?? [])]).toEqual([
      ...inputs.subarray(63, 72),
      ...inputs.subarray(18, 27)
    ])
    await expect(ask('study.images', { indices: [COUNT] }, { step: 0 })).rejects.toMatchObject({
      code: 'invalid-input'
    })
  })
})

describe('the rankings', () => {
  const answers: TestAnswers = {
    count: 5,
    costs: Float64Array.of(1, NaN, 3, 1, 0.5),
    shares: Float32Array.of(0.9, 0, 0.8, 0.95, 0.6),
    gaps: Float32Array.of(0.8, NaN, 0.5, 0.5, 0.9),
    answers: Int16Array.of(0, NO_ANSWER, 2, 1, 1),
    labels: Uint8Array.of(1, 1, 1, 0, 1)
  }

  it('put the dearest, the surest among the wrong, and the closest first', () => {
    expect(rank(answers)).toEqual({
      worst: [1, 2, 0, 3, 4],
      confident: [3, 0, 2],
      closest: [2, 3, 0, 4]
    })
  })

  it('stop at a thousand', () => {
    const count = 1500
    const costs = Float64Array.from({ length: count }, (_, place) => place % 700)
    const flat = new Float32Array(count)
    const { worst } = rank({
      count,
      costs,
      shares: flat,
      gaps: flat,
      answers: new Int16Array(count),
      labels: new Uint8Array(count)
    })
    expect(worst).toHaveLength(1000)
    expect(worst.slice(0, 4)).toEqual([699, 1399, 698, 1398])
    expect(new Set(worst).size).toBe(1000)
  })
})
