import { describe, expect, it } from 'vitest'
import { PRESETS } from '../../shared/presets'
import type { RunStatus, RunSummary } from '../../shared/run'
import { makeRun } from '../testing/runs'
import { hasLiveWeights, homePhase, runForHome, runToResume } from './home-run'
import { nextConfig } from './use-home-training'

function run(id: number, status: RunStatus, more: Partial<RunSummary> = {}): RunSummary {
  return makeRun({ id, status, config: PRESETS['quick-96'], lastTestAccuracy: null, ...more })
}

describe('homePhase', () => {
  it('is the status, said for people', () => {
    expect(homePhase(undefined)).toBe('empty')
    expect(homePhase(run(1, 'queued'))).toBe('waiting')
    expect(homePhase(run(1, 'running'))).toBe('training')
    expect(homePhase(run(1, 'diverged'))).toBe('diverged')
  })

  it('calls a run whose process is gone interrupted, whatever its status says', () => {
    expect(homePhase(run(1, 'running', { resumable: true }))).toBe('interrupted')
    expect(homePhase(run(1, 'stopped', { resumable: true }))).toBe('stopped')
  })
})

describe('hasLiveWeights', () => {
  it('holds for a run that a living process trains', () => {
    expect(hasLiveWeights(run(1, 'running'))).toBe(true)
    expect(hasLiveWeights(run(1, 'paused'))).toBe(true)
    expect(hasLiveWeights(run(1, 'queued'))).toBe(false)
    expect(hasLiveWeights(run(1, 'running', { resumable: true }))).toBe(false)
    expect(hasLiveWeights(run(1, 'finished'))).toBe(false)
  })
})

describe('runForHome', () => {
  const finished = run(3, 'finished')

  it('is the run under way before all others', () => {
    const running = run(1, 'running')
    expect(runForHome([run(5, 'queued'), finished, running], 5)).toBe(running)
  })

  it('is the run started here while it is the newest, however it ended', () => {
    const diverged = run(5, 'diverged')
    expect(runForHome([diverged, finished], 5)).toBe(diverged)
    expect(runForHome([run(6, 'finished'), diverged, finished], 5)?.id).toBe(6)
  })

  it('is the newest finished run after a restart', () => {
    expect(runForHome([run(9, 'interrupted'), finished, run(2, 'finished')], null)).toBe(finished)
  })

  it('is the newest run where none is finished, and nothing where there is none', () => {
    expect(runForHome([run(2, 'stopped'), run(1, 'diverged')], null)?.id).toBe(2)
    expect(runForHome([], 4)).toBeUndefined()
  })
})

describe('runToResume', () => {
  const finished = run(3, 'finished')

  it('is a newer run that lost its process', () => {
    const lost = run(4, 'interrupted', { resumable: true })
    expect(runToResume([lost, finished], finished)).toBe(lost)
    expect(runToResume([run(4, 'running', { resumable: true }), finished], finished)?.id).toBe(4)
  })

  it('is none that is older, was stopped, cannot go on, or while another is under way', () => {
    expect(runToResume([finished, run(2, 'interrupted', { resumable: true })], finished)).toBe(
      undefined
    )
    expect(runToResume([run(4, 'stopped', { resumable: true }), finished], finished)).toBe(
      undefined
    )
    expect(runToResume([run(4, 'interrupted'), finished], finished)).toBe(undefined)
    const running = run(3, 'running')
    const lost = run(4, 'interrupted', { resumable: true })
    expect(runToResume([lost, running], running)).toBe(undefined)
  })
})

describe('nextConfig', () => {
  it('starts with the preset and takes the next seed afterwards', () => {
    expect(nextConfig([])).toEqual(PRESETS['quick-96'])
    const again = { ...PRESETS['quick-96'], seed: 7 }
    const other = { ...PRESETS.plain, seed: 90 }
    const runs = [run(2, 'finished', { config: other }), run(1, 'finished', { config: again })]
    expect(nextConfig(runs)).toEqual({ ...PRESETS['quick-96'], seed: 8 })
  })
})
