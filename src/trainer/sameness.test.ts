import { describe, expect, it } from 'vitest'
import { OPTIMISERS, type RunConfig } from '../shared/run-config'
import { createFakeParent, runToEnd, stateOf, type Kept } from './testing/fake-parent'

/** The bits in which a run ends: its weights, and what its optimiser remembers. */
function end({ checkpoints, done }: Kept): unknown {
  const last = checkpoints.at(-1)
  return { sha256: last?.sha256, optimiserState: last?.optimiserState, step: last?.step, done }
}

describe.each(OPTIMISERS)('with the optimiser %s, a run ends in the same bits', (optimiser) => {
  const config: Partial<RunConfig> = { optimiser, learningRate: 0.05, epochs: 10 }
  const flatOut = runToEnd({ config }).then((parent) => parent.kept())

  it('stepped by hand, at a pace, paused on the way', async () => {
    const parent = createFakeParent({ config, start: { paused: true, pace: 100 } })
    await parent.start()
    for (let step = 0; step < 12; step++) {
      parent.command({ type: 'step' })
      parent.runFor(10)
    }
    parent.command({ type: 'resume' })
    parent.runFor(333)
    parent.command({ type: 'pause' })
    parent.runFor(1000)
    parent.command({ type: 'resume' })
    parent.command({ type: 'set-pace', pace: null })
    parent.runToEnd()
    expect(end(parent.kept())).toEqual(end(await flatOut))
  })

  it('taken up again from any of its states', async () => {
    const whole = await flatOut
    expect(whole.checkpoints.length).toBeGreaterThan(10)
    for (const checkpoint of whole.checkpoints.filter(({ step }) => step < 90)) {
      const again = await runToEnd({ config, start: { from: stateOf(checkpoint) } })
      expect(end(again.kept())).toEqual(end(whole))
    }
  })
})
