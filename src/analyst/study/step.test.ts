import { describe, expect, it } from 'vitest'
import { parametersFromBytes } from '../../engine/network'
import { lengthOf } from './vectors'
import { OPTIMISERS, REDUCTIONS } from '../../shared/run-config'
import { createSmallStudy, positionAt } from './testing/small-study'

const LAYERS = [9, 4, 3]

describe('the anatomy of a step', () => {
  for (const optimiser of OPTIMISERS) {
    it.each(REDUCTIONS)(
      `of ${optimiser} along the %s ends where the run does`,
      async (reduction) => {
        const changes = { optimiser, reduction, learningRate: 0.02 }
        const { ask } = createSmallStudy(changes)
        for (const step of [0, 9, 10, 29]) {
          const { after, passAfter, pass } = await ask('study.step', { place: 1 }, { step })
          expect(after).toEqual(positionAt(step + 1, changes).parameters)
          expect(passAfter.image).toEqual(pass.image)
          expect(passAfter.layers).not.toEqual(pass.layers)
        }
      }
    )
  }

  it('shows the batch as the step meets it, shifted', async () => {
    const { ask, material } = createSmallStudy()
    const { batch, batchSize, pass } = await ask('study.step', { place: 2 }, { step: 12 })
    const { order, shifts } = material.plans.plan(12, 1)
    expect(batch.map(({ example }) => example.index)).toEqual([...order])
    expect(batchSize).toBe(4)
    expect(shifts?.some((shift) => shift !== 0)).toBe(true)
    batch.forEach(({ image }, place) => {
      const [dx, dy] = [shifts?.[2 * place] ?? 0, shifts?.[2 * place + 1] ?? 0]
      const grey = (x: number, y: number): number =>
        x < 0 || y < 0 || x > 2 || y > 2
          ? 0
          : material.training.inputs[order[place] * 9 + 3 * y + x]
      const shifted = Array.from({ length: 9 }, (_, i) =>
        grey((i % 3) - dx, Math.floor(i / 3) - dy)
      )
      expect([...image]).toEqual(shifted)
    })
    expect(pass.image).toEqual(batch[2].image)
    expect(pass.example).toEqual(batch[2].example)
  })

  it('follows the last example, where the batch has no such place', async () => {
    const { ask } = createSmallStudy({ heldOut: 3 })
    // 37 examples in steps of 4: the tenth has one
    const { batch, pass } = await ask('study.step', { place: 2 }, { step: 9 })
    expect(batch).toHaveLength(1)
    expect(pass.example).toEqual(batch[0].example)
  })

  it('promises rate times squared gradient, and keeps it where the step is small', async () => {
    const changes = { optimiser: 'plain', l2: 0, schedule: 'constant' } as const
    const { ask } = createSmallStudy({ ...changes, learningRate: 0.001 })
    const study = await ask('study.step', { place: 0 }, { step: 4 })
    const gradient = parametersFromBytes(study.gradient, LAYERS)
    expect(study.learningRate).toBe(0.001)
    expect(study.promised / (-0.001 * lengthOf(gradient) ** 2)).toBeCloseTo(1, 6)
    expect((study.costAfter - study.costBefore) / study.promised).toBeCloseTo(1, 2)
    expect(Math.hypot(...study.gradientNorms)).toBeCloseTo(lengthOf(gradient), 6)
    // which is what the run itself goes along, with its shifted pictures
    const before = parametersFromBytes(
      positionAt(4, { ...changes, learningRate: 0.001 }).parameters,
      LAYERS
    )
    const after = parametersFromBytes(study.after, LAYERS)
    gradient.forEach((slope, i) => expect((before[i] - after[i]) / 0.001).toBeCloseTo(slope, 3))
    // the same batch, as an average
    const over = { kind: 'batch' } as const
    const same = await ask('study.gradient', { over }, { step: 4 })
    expect(same.cost).toBe(study.costBefore)
    expect(same.gradient).toEqual(study.gradient)
  })

  it.each(
    OPTIMISERS.flatMap((optimiser) => REDUCTIONS.map((reduction) => ({ optimiser, reduction })))
  )('promises what is really added: $optimiser, $reduction', async (rule) => {
    const { ask } = createSmallStudy({ ...rule, learningRate: 1e-4, l2: 4 })
    const study = await ask('study.step', { place: 0 }, { step: 4 })
    expect((study.costAfter - study.costBefore) / study.promised).toBeCloseTo(1, 1)
    const over = { kind: 'batch' } as const
    const withoutPenalty = await ask('study.gradient', { over }, { step: 4 })
    expect(study.gradient).not.toEqual(withoutPenalty.gradient)
  })

  it('is refused at the end of the run', async () => {
    const { ask } = createSmallStudy()
    const refusal = { code: 'no-next-step', values: { step: 30 } }
    await expect(ask('study.step', { place: 0 }, { step: 30 })).rejects.toMatchObject(refusal)
    const over = { kind: 'batch' } as const
    await expect(ask('study.gradient', { over }, { step: 30 })).rejects.toMatchObject(refusal)
  })
})
