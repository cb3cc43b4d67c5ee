import { beforeEach, describe, expect, it } from 'vitest'
import type { Landscape, LandscapeProgress } from '../shared/landscape'
import type { AnalystCommand } from '../shared/analyst-protocol'
import { isSurveyCommand, type SurveyCommand, type SurveyMessage } from '../shared/survey-protocol'
import { createSurvey, type Survey } from './survey'
import type { SurveyPlan } from './survey-plan'
import { createFakeClock, type FakeClock } from './testing/fake-clock'
import { AXIS, obey, plan, PLANE, SIZE } from './testing/small-survey'

const IDLE_TIME = 5000
interface FakeProcess {
  heard: (AnalystCommand | SurveyCommand)[]
  isKilled: boolean
  exit(): void
  /** Answers what waits; from then on at once. */
  go(): void
}

let clock: FakeClock
let processes: FakeProcess[]
let survey: Survey
let isSlow: boolean

beforeEach(() => {
  clock = createFakeClock(0)
  processes = []
  isSlow = false
  survey = createSurvey({
    spawnAnalyst() {
      let tell: (message: SurveyMessage) => void = () => undefined
      let exit = (): void => undefined
      const kept: SurveyCommand[] = []
      const answer = (command: SurveyCommand): void => {
        void Promise.resolve().then(() => {
          clock.sleep(30)
          if (!fake.isKilled) tell(obey(command))
        })
      }
      const fake: FakeProcess = {
        heard: [],
        isKilled: false,
        exit: () => exit(),
        go() {
          isSlow = false
          kept.splice(0).forEach(answer)
        }
      }
      processes.push(fake)
      return {
        send(command) {
          fake.heard.push(command)
          if (!isSurveyCommand(command)) throw new Error('It is no analyst.')
          if (isSlow) kept.push(command)
          else answer(command)
        },
        onMessage: (listener) => (tell = listener),
        onExit: (listener) => (exit = listener),
        kill() {
          fake.isKilled = true
          exit()
        }
      }
    },
    datasetFolder: () => '/data sets',
    processes: 2,
    idleTime: IDLE_TIME,
    clock
  })
})

const compute = (
  changes: Partial<SurveyPlan> = {},
  onProgress: (progress: LandscapeProgress) => void = () => undefined
): Promise<Landscape> => survey.compute(() => Promise.resolve(plan(changes)), onProgress)

describe('a survey', () => {
  it('puts together what several processes found', async () => {
    const found = await compute({ damaged: { count: 1, last: false } })
    expect(processes).toHaveLength(2)
    expect(found.costs).toEqual(
      AXIS.flatMap((y) => AXIS.map((x) => (x === 12 ? null : x + 100 * y)))
    )
    expect(found.centreCost).toBe(0)
    expect(found.paths).toEqual([
      { runId: 7, points: PLANE.paths[0].points.map((point, cost) => ({ ...point, cost })) }
    ])
    expect(found.damaged).toEqual({ count: 1, last: false })
    expect(found).toMatchObject({ xs: AXIS, ys: AXIS, explained: [0.75, 0.25], examples: 900 })
    expect(found.control).toEqual({ points: [{ x: 10, y: 3 }], explained: [1] })
    for (const { heard } of processes) {
      expect(heard.some(({ type }) => type === 'survey-slice')).toBe(true)
    }
  })

  it('sends the weights to one process alone, and the plane to the others', async () => {
    await compute()
    const [first, other] = processes.map(({ heard }) => heard)
    const taken = (heard: FakeProcess['heard']): unknown[] =>
      heard.flatMap((command) =>
        command.type === 'survey-take' ? [{ load: command.load, bytes: [...command.bytes] }] : []
      )
    expect(taken(first)).toEqual([{ load: 'path', bytes: [0, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0] }])
    expect(taken(other)).toEqual([{ load: 'plane', bytes: [1, 2, 3] }])
    expect(other.map(({ type }) => type)).not.toContain('survey-weigh')
    const weighed = first.flatMap((each) => (each.type === 'survey-weigh' ? each.places : []))
    expect(weighed).toEqual([0, 1, 2])
  })

  it('has no control for random directions, nor for two runs', async () => {
    expect((await compute({ plane: 'random' })).control).toBeNull()
    const heard = processes.flatMap((each) => each.heard.map(({ type }) => type))
    expect(heard).not.toContain('survey-walk')
  })

  it('tells a coarse picture first, then what is new, at most ten times a second', async () => {
    const news: { at: number; progress: LandscapeProgress }[] = []
    await compute({}, (progress) => news.push({ at: clock.now(), progress }))
    expect(news.length).toBeGreaterThan(2)
    expect(
      news[0].progress.cells.every(({ place }) => (place % SIZE) % 10 === 0 || place % SIZE === 24)
    ).toBe(true)
    news
      .slice(1)
      .forEach(({ at }, index) => expect(at - news[index].at).toBeGreaterThanOrEqual(100))
    const places = news.flatMap(({ progress }) => progress.cells.map(({ place }) => place))
    expect(new Set(places).size).toBe(places.length)
    const done = news.map(({ progress }) => progress.done)
    expect(done).toEqual(done.toSorted((a, b) => a - b))
    expect(news[0].progress.of).toBe(SIZE * SIZE + 3)
  })

  it('says that there is no path, and keeps its processes for another wish', async () => {
    const paths = [{ runId: 7, points: plan().paths[0].points.slice(0, 2) }]
    await expect(compute({ paths })).rejects.toMatchObject({ code: 'no-path' })
    await compute()
    expect(processes).toHaveLength(2)
  })

  it('can be called off at any moment, and then does no more', async () => {
    isSlow = true
    const called = compute()
    await Promise.resolve()
    survey.cancel()
    await expect(called).rejects.toMatchObject({ code: 'cancelled' })
    processes.forEach((each) => each.go())
    await new Promise((resolve) => setImmediate(resolve))
    const heard = processes.flatMap((each) => each.heard.map(({ type }) => type))
    expect(heard).not.toContain('survey-slice')
    survey.cancel()
  })

  it('is called off also while its weights are still being read', async () => {
    const waiting = new Promise<SurveyPlan>(() => undefined)
    const called = survey.compute(
      () => waiting,
      () => undefined
    )
    survey.cancel()
    await expect(called).rejects.toMatchObject({ code: 'cancelled' })
    expect(processes).toHaveLength(0)
  })

  it('is called off by the next, which comes to its end', async () => {
    const told: LandscapeProgress[] = []
    const first = compute({}, (progress) => told.push(progress))
    const second = compute()
    await expect(first).rejects.toMatchObject({ code: 'cancelled' })
    expect((await second).costs).toHaveLength(SIZE * SIZE)
    expect(told).toEqual([])
  })

  it('ends its processes when nothing was asked for a while, never while something is', async () => {
    await compute()
    clock.advance(IDLE_TIME - 1)
    await compute()
    expect(processes).toHaveLength(2)
    clock.advance(IDLE_TIME)
    expect(processes.every(({ isKilled }) => isKilled)).toBe(true)
    await compute()
    expect(processes).toHaveLength(4)
  })

  it('says so when a process dies, and starts others for the next', async () => {
    isSlow = true
    const lost = compute()
    await new Promise((resolve) => setImmediate(resolve))
    processes[1].exit()
    await expect(lost).rejects.toMatchObject({ code: 'process-ended' })
    expect(processes[0].isKilled).toBe(true)
    isSlow = false
    await compute()
    expect(processes).toHaveLength(4)
  })

  it('leaves nothing open when the program closes', async () => {
    isSlow = true
    const open = compute()
    await new Promise((resolve) => setImmediate(resolve))
    survey.close()
    await expect(open).rejects.toMatchObject({ code: 'cancelled' })
    expect(processes.every(({ isKilled }) => isKilled)).toBe(true)
    expect(clock.pending).toBe(0)
  })

  it('passes a failure on', async () => {
    const failure = survey.compute(
      () => Promise.reject(new Error('No weights.')),
      () => undefined
    )
    await expect(failure).rejects.toThrow('No weights.')
  })
})
