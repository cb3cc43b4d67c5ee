import { beforeEach, describe, expect, it } from 'vitest'
import type { CheckpointRole } from '../shared/run'
import type { NewCheckpoint, TrainerBatch } from '../shared/trainer-protocol'
import { createMetricBuffer, noNews, type MetricBuffer, type News } from './metric-buffer'
import { createFakeClock, type FakeClock } from './testing/fake-clock'

const NOTHING = noNews()
const point = (block: number): News => ({
  ...NOTHING,
  points: [{ block, step: block + 1, cost: 1 }]
})

function checkpoints(...described: [CheckpointRole, number][]): News {
  const kept = described.map(([role, step]): NewCheckpoint => ({
    role,
    step,
    epoch: 0,
    sha256: '',
    parameters: new Uint8Array(4),
    optimiserState: null,
    sums: {
      epochCost: 0,
      epochCorrect: 0,
      epochExamples: 0,
      blockCost: 0,
      blockSteps: 0,
      engineSeconds: 0
    }
  }))
  return { ...NOTHING, checkpoints: kept }
}

let clock: FakeClock
let sent: { time: number; batch: TrainerBatch }[]
let parameters: Uint8Array
let buffer: MetricBuffer

beforeEach(() => {
  clock = createFakeClock()
  sent = []
  parameters = new Uint8Array(4)
  const live = {
    step: 0,
    epoch: 0,
    paused: false,
    stepsPerSecond: 0,
    learningRate: 1,
    engineSeconds: 0
  }
  buffer = createMetricBuffer(
    clock,
    () => ({ live, parameters }),
    (batch) => sent.push({ time: clock.now(), batch })
  )
})

const blocksSent = (): number[][] => sent.map(({ batch }) => batch.points.map(({ block }) => block))

describe('the metric buffer', () => {
  it('tells the first news at once, and then at most ten times a second', () => {
    buffer.add(point(0))
    buffer.acknowledge(1)
    for (let block = 1; block < 50; block++) {
      buffer.add(point(block))
      clock.runUntil(block * 10)
      buffer.acknowledge(sent.length)
    }
    clock.runUntil(1000)
    expect(sent.map(({ time }) => time)).toEqual([0, 100, 200, 300, 400, 500])
    expect(sent.map(({ batch }) => batch.sequence)).toEqual([1, 2, 3, 4, 5, 6])
    expect(blocksSent().flat()).toEqual([...Array(50).keys()])
  })

  it('has one batch under way, and merges until it is acknowledged', () => {
    buffer.add(point(0))
    for (let block = 1; block < 4; block++) {
      buffer.add(point(block))
      clock.runUntil(block * 1000)
    }
    buffer.acknowledge(99)
    expect(blocksSent()).toEqual([[0]])
    buffer.acknowledge(1)
    expect(blocksSent()).toEqual([[0], [1, 2, 3]])
  })

  it('tells of the place alone where nothing else is new, and then keeps quiet', () => {
    buffer.add(NOTHING)
    buffer.acknowledge(1)
    clock.runUntil(10_000)
    expect(blocksSent()).toEqual([[]])
  })

  it('says when everything has been acknowledged, once', () => {
    let told = 0
    buffer.add(point(0))
    buffer.add(point(1))
    buffer.whenTold(() => told++)
    clock.runUntil(1000)
    expect(told).toBe(0)
    buffer.acknowledge(1)
    expect(told).toBe(0)
    buffer.acknowledge(2)
    expect(told).toBe(1)
    buffer.add(point(2))
    buffer.acknowledge(3)
    expect(told).toBe(1)
  })

  it('lets the last news not wait for its turn', () => {
    let told = 0
    buffer.add(point(0))
    buffer.acknowledge(1)
    buffer.add(point(1))
    buffer.whenTold(() => told++)
    expect(blocksSent()).toEqual([[0], [1]])
    buffer.acknowledge(2)
    expect(told).toBe(1)
    clock.runUntil(1000)
    expect(sent).toHaveLength(2)
  })

  it('has told everything where there was nothing to tell', () => {
    let told = 0
    buffer.whenTold(() => told++)
    expect(told).toBe(1)
  })

  it('drops waiting states that a later one supersedes', () => {
    buffer.add(NOTHING)
    buffer.add(checkpoints(['latest', 5]))
    buffer.add(checkpoints(['schedule', 9], ['best', 9]))
    buffer.add(checkpoints(['latest', 11]))
    buffer.add(checkpoints(['best', 18]))
    buffer.add(checkpoints(['latest', 20]))
    clock.runUntil(1000)
    buffer.acknowledge(1)
    expect(sent[1].batch.checkpoints.map(({ role, step }) => [role, step])).toEqual([
      ['schedule', 9],
      ['best', 18],
      ['latest', 20]
    ])
  })

  it('shows large networks more rarely', () => {
    parameters = new Uint8Array(20e6)
    buffer.add(point(0))
    buffer.acknowledge(1)
    buffer.add(point(1))
    clock.runUntil(999)
    expect(sent).toHaveLength(1)
    clock.runUntil(1000)
    expect(sent).toHaveLength(2)
  })
})
