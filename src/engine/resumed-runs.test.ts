import { describe, expect, it } from 'vitest'
import { randomStream } from '../shared/random'
import { createEngine } from './create-engine'
import { readDigits } from './testing/digit-files'
import { beginSamenessRun, samenessData } from './testing/sameness'
import { SAMENESS_RUNS } from './testing/sameness-runs'
import { walk } from './testing/walk'

const data = samenessData(await readDigits())

describe.each(SAMENESS_RUNS)('$name', (run) => {
  it('ends in the same bits, cut and taken up again by engines that know nothing of it', () => {
    const whole = beginSamenessRun(run, data, createEngine)
    const story = walk(whole, () => 1000)
    const random = randomStream(run.name.length, 'noise')
    const cuts = Array.from({ length: 3 }, () => random.below(whole.totalSteps)).sort(
      (a, b) => a - b
    )
    let training = beginSamenessRun(run, data, createEngine)
    const parts = cuts.map((cut) => {
      const part = walk(training, () => 1 + random.below(60), cut)
      const position = training.position()
      // a run that has diverged cannot be taken up
      if (position) training = beginSamenessRun(run, data, createEngine, structuredClone(position))
      return part
    })
    parts.push(walk(training, () => 1 + random.below(60)))
    expect(parts.flatMap(({ costs }) => costs)).toEqual(story.costs)
    expect(parts.flatMap(({ epochs }) => epochs)).toEqual(story.epochs)
    expect(training.position()).toEqual(whole.position())
  })
})
