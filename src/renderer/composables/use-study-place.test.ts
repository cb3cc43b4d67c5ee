import { effectScope, ref, shallowRef, type EffectScope } from 'vue'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { CheckpointSummary, RunSummary } from '../../shared/run'
import { makeCheckpoint, makeRun } from '../testing/runs'
import { useStudyPlace, type StudyPlace } from './use-study-place'

describe('useStudyPlace', () => {
  let scope: EffectScope
  const runs = shallowRef<readonly RunSummary[]>([])
  const checkpoints = shallowRef<readonly CheckpointSummary[]>([])
  const runId = ref<number>()
  const query = ref<Record<string, unknown>>({})

  beforeEach(() => {
    vi.useFakeTimers()
    scope = effectScope()
    runs.value = []
    checkpoints.value = []
    runId.value = undefined
    query.value = {}
  })
  afterEach(() => {
    scope.stop()
    vi.useRealTimers()
  })

  function use(): StudyPlace {
    const place = scope.run(() =>
      useStudyPlace(
        () => runs.value,
        () => () => checkpoints.value,
        {
          runId: () => runId.value,
          read: (name) => query.value[name] as string | undefined,
          write(changes) {
            if (changes.runId !== undefined) runId.value = changes.runId
            query.value = { ...query.value, ...changes.query }
          }
        }
      )
    )
    if (!place) throw new Error('the scope has ended')
    return place
  }

  /** Run 1, with checkpoints after 0, 1 and 2 epochs; the latest first, as they are read. */
  function withRun(): { place: StudyPlace; steps: number[] } {
    runs.value = [makeRun({ id: 1 })]
    checkpoints.value = [2, 1, 0].map((epoch) => ({ ...makeCheckpoint(epoch), runId: 1 }))
    const steps = checkpoints.value.map(({ step }) => step).reverse()
    return { place: use(), steps }
  }

  it('is nowhere while nothing has weights', () => {
    runs.value = [makeRun({ id: 1, status: 'queued', lastTestAccuracy: null })]
    const { run, at, step, scrubber } = use()
    expect([run.value, at.value, step.value, scrubber.index.value]).toEqual([
      undefined,
      undefined,
      null,
      -1
    ])
  })

  it('is the newest finished run, or the one that the address names', () => {
    runs.value = [makeRun({ id: 3, status: 'stopped' }), makeRun({ id: 2 }), makeRun({ id: 1 })]
    const { run, chooseRun } = use()
    expect(run.value?.id).toBe(2)
    chooseRun(3)
    expect(run.value?.id).toBe(3)
    expect(runId.value).toBe(3)
  })

  it('is the latest step until another is chosen, and follows it while a run goes on', () => {
    const { place, steps } = withRun()
    expect(place.at.value).toEqual({ runId: 1, step: steps[2], edits: [] })
    checkpoints.value = [{ ...makeCheckpoint(3), runId: 1 }, ...checkpoints.value]
    expect(place.step.value).toBe(checkpoints.value[0].step)
  })

  it('goes step by step, and no further than the ends', () => {
    const { place, steps } = withRun()
    place.goTo(steps[1] + 1)
    expect(place.step.value).toBe(steps[1] + 1)
    expect(query.value.step).toBe(String(steps[1] + 1))
    expect(place.scrubber.index.value).toBe(1)
    place.goTo(-5)
    expect(place.step.value).toBe(0)
    place.goTo(1e9)
    expect(place.step.value).toBe(steps[2])
    // the end is where one is without a step in the address
    expect(query.value.step).toBeUndefined()
  })

  it('takes no checkpoints of another run for its own', () => {
    const { place } = withRun()
    runs.value = [makeRun({ id: 7 }), ...runs.value]
    place.chooseRun(7)
    expect(place.at.value).toBeUndefined()
  })

  it('keeps changes by hand until they are taken back, or the place is another', () => {
    const { place, steps } = withRun()
    place.edit([{ index: 4, value: 1 }])
    place.edit([
      { index: 4, value: 2 },
      { index: 9, value: -1 }
    ])
    expect(place.at.value?.edits).toEqual([
      { index: 4, value: 2 },
      { index: 9, value: -1 }
    ])
    place.undoEdits([4])
    expect(place.edits.value).toEqual([{ index: 9, value: -1 }])
    place.undoEdits()
    expect(place.edits.value).toEqual([])
    place.edit([{ index: 4, value: 1 }])
    place.goTo(steps[0])
    expect(place.edits.value).toEqual([])
  })

  it('keeps the newest changes where there are more than can be asked about', () => {
    const { place } = withRun()
    place.edit(Array.from({ length: 120 }, (_, index) => ({ index, value: 1 })))
    expect(place.edits.value).toHaveLength(100)
    expect(place.edits.value.at(-1)?.index).toBe(119)
  })

  it('plays from checkpoint to checkpoint, from the first if it is at the last', () => {
    const { place, steps } = withRun()
    place.scrubber.play()
    expect(place.step.value).toBe(steps[0])
    vi.advanceTimersByTime(1700)
    expect(place.step.value).toBe(steps[2])
    vi.advanceTimersByTime(800)
    expect(place.scrubber.playing.value).toBe(false)
  })
})
