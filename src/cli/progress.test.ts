import { describe, expect, it } from 'vitest'
import type { RunSummary } from '../shared/run'
import { PRESETS } from '../shared/presets'
import { live, metrics } from '../store/testing/fixtures'
import { createProgressDisplay, type ProgressDisplay } from './progress'
import { createFakeTerminal, type FakeTerminal } from './testing/fake-terminal'

const run = { config: PRESETS.plain, totalSteps: 180_000 } as RunSummary

let time: number
function show(isInteractive: boolean): { terminal: FakeTerminal; display: ProgressDisplay } {
  time = 0
  const terminal = createFakeTerminal(isInteractive)
  return { terminal, display: createProgressDisplay(run, terminal, () => time) }
}

const progress = (epoch: number) => ({
  runId: 1,
  points: [],
  epochs: [metrics(epoch)],
  live: live(epoch)
})

describe('the progress of a training', () => {
  it('says how far it is, how well it does, and how long it will take', () => {
    const { terminal, display } = show(false)
    display.update(progress(3))
    expect(terminal.output).toBe(
      ' 10 % · epoch 3 of 30 · test accuracy 80.00 % · test cost 0.2500 · 0:16 left\n'
    )
  })

  it('keeps the last epoch in sight while the next one is under way', () => {
    const { terminal, display } = show(true)
    display.update(progress(3))
    display.update({ ...progress(3), epochs: [], live: { ...live(3), stepsPerSecond: 0 } })
    expect(terminal.lines.at(-1)).toBe(
      ' 10 % · epoch 3 of 30 · test accuracy 80.00 % · test cost 0.2500'
    )
  })

  it('is written over where somebody watches, and fits the line', () => {
    const { terminal, display } = show(true)
    terminal.columns = 41
    display.update(progress(1))
    display.update(progress(2))
    display.end()
    expect(terminal.output).toBe(
      '\r  3 % · epoch 1 of 30 · test accuracy 66\u001b[K' +
        '\r  7 % · epoch 2 of 30 · test accuracy 75\u001b[K\n'
    )
  })

  it('is a line a second at most elsewhere, and ends with the last one', () => {
    const { terminal, display } = show(false)
    for (const epoch of [1, 2, 3]) {
      display.update(progress(epoch))
      time += 400
    }
    display.update(progress(4))
    display.update(progress(5))
    display.end()
    display.end()
    expect(terminal.lines.map((line) => /epoch \d+/.exec(line)?.[0])).toEqual([
      'epoch 1',
      'epoch 4',
      'epoch 5'
    ])
  })

  it('says nothing where nothing happened', () => {
    for (const isInteractive of [true, false]) {
      const { terminal, display } = show(isInteractive)
      display.end()
      expect(terminal.output).toBe('')
    }
  })
})
