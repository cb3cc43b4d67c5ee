import { describe, expect, it } from 'vitest'
import type { RunSummary } from '../shared/run'
import { PRESETS } from '../shared/presets'
import { live, metrics, point } from '../store/testing/fixtures'
import { createProgressDisplay, type ProgressDisplay } from './progress'
import { showSweep } from './sweep-progress'
import { createFakeScreen, type FakeScreen } from './testing/fake-screen'
import { showTraining } from './training-progress'

let time: number
function show(isInteractive: boolean): { screen: FakeScreen; display: ProgressDisplay } {
  time = 0
  const screen = createFakeScreen(isInteractive)
  return { screen, display: createProgressDisplay(screen, () => time) }
}

describe('progress', () => {
  it('is a bar that is written over where somebody watches, and fits the line', () => {
    const { screen, display } = show(true)
    screen.columns = 30
    display.update(0.05, ['epoch 1'])
    display.update(0.5, ['epoch 2', 'much'])
    display.update(1, ['epoch 3', 'much more than fits'])
    display.end()
    expect(screen.lines).toEqual([
      '█░░░░░░░░░░░░░░░░░░░ epoch 1',
      '███████░░░░░░░ epoch 2 · much',
      '██████ epoch 3 · much more th'
    ])
    const pieces = screen.text.split('\u001b[K')
    expect(pieces.slice(0, 3).every((piece) => piece.startsWith('\r'))).toBe(true)
    expect(pieces[3]).toBe('\n')
  })

  it('is a line a second at most elsewhere, and ends with the last one', () => {
    const { screen, display } = show(false)
    for (const epoch of [1, 2, 3]) {
      display.update(epoch / 10, [`epoch ${epoch}`])
      time += 400
    }
    display.update(0.4, ['epoch 4'])
    display.update(1, ['epoch 5'])
    display.end()
    display.end()
    expect(screen.text).toBe(' 10 % · epoch 1\n 40 % · epoch 4\n100 % · epoch 5\n')
  })

  it('says nothing where nothing happened, or nobody watches', () => {
    for (const isInteractive of [true, false]) {
      const { screen, display } = show(isInteractive)
      display.end()
      expect(screen.text).toBe('')
    }
    const unseen = createProgressDisplay(null, () => 0)
    unseen.update(0.5, ['half'])
    unseen.end()
  })
})

describe('the progress of a training', () => {
  const run = {
    config: PRESETS.plain,
    layers: [784, 16, 16, 10],
    totalSteps: 180_000
  } as RunSummary
  const progress = (epoch: number) => ({
    runId: 1,
    points: [point(0, 0.75), point(1, 0.5)],
    epochs: [metrics(epoch)],
    live: live(epoch)
  })

  it('says how far it is, how well it does, and how long it will take', () => {
    const { screen, display } = show(false)
    showTraining(run, display)(progress(3))
    expect(screen.text).toBe(
      ' 10 % · epoch 3/30 · rate 1.5 · cost 0.5000 · accuracy 80.00 % · 0:16 left\n'
    )
  })

  it('says what a curve costs, where nothing is right or wrong', () => {
    const { screen, display } = show(false)
    showTraining({ ...run, layers: [1, 16, 1] }, display)(progress(1))
    expect(screen.text).toContain('test cost ')
    expect(screen.text).not.toContain('accuracy')
  })

  it('keeps the last epoch and cost in sight while the next one is under way', () => {
    const { screen, display } = show(true)
    const hear = showTraining(run, display)
    hear(progress(3))
    hear({ ...progress(3), points: [], epochs: [], live: { ...live(3), stepsPerSecond: 0 } })
    expect(screen.lines.at(-1)).toBe(
      '██░░░░░░░░░░░░░░░░░░ epoch 3/30 · rate 1.5 · cost 0.5000 · accuracy 80.00 %'
    )
  })
})

describe('the progress of a sweep', () => {
  it('is that of all its runs', () => {
    const { screen, display } = show(true)
    const steps = new Map([
      [1, 60_000],
      [2, 12_000]
    ])
    const shown = showSweep(steps, display, () => time)
    const news = (runId: number, epoch: number) => ({
      runId,
      points: [],
      epochs: [metrics(epoch)],
      live: live(epoch)
    })
    time = 2000
    shown.hear(news(1, 5))
    shown.hear(news(2, 1))
    shown.ended(2)
    shown.hear(news(7, 9))
    time = 4000
    shown.ended(1)
    expect(screen.lines.map((line) => line.lastIndexOf('█') + 1)).toEqual([5, 10, 15, 20])
    expect(screen.lines.map((line) => line.slice(21))).toEqual([
      '0 of 2 runs · best 85.71 % (run 1) · 0:06 left',
      '0 of 2 runs · best 85.71 % (run 1) · 0:02 left',
      '1 of 2 runs · best 85.71 % (run 1) · 0:01 left',
      '2 of 2 runs · best 85.71 % (run 1)'
    ])
  })
})
