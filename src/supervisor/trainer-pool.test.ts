import { describe, expect, it } from 'vitest'
import { createFakeClock, type FakeClock } from './testing/fake-clock'
import { createFakeTrainer, type FakeTrainer } from './testing/fake-trainer'
import { createTrainerPool, IDLE_TIME, type TrainerPool } from './trainer-pool'
import type { TrainerProcess } from './trainer-process'

interface Fixture {
  pool: TrainerPool
  trainers: FakeTrainer[]
  clock: FakeClock
  /** The trainer that it is. */
  which(process: TrainerProcess): number
}

function createPool(kept = 2): Fixture {
  const trainers: FakeTrainer[] = []
  const clock = createFakeClock(0)
  const spawn = (): FakeTrainer['port'] => {
    const trainer = createFakeTrainer()
    trainers.push(trainer)
    return trainer.port
  }
  const which = (process: TrainerProcess): number => {
    process.send({ type: 'pause' })
    const index = trainers.findIndex(({ types }) => types.includes('pause'))
    trainers[index].commands.length = 0
    return index
  }
  return { pool: createTrainerPool({ spawn, clock, kept }), trainers, clock, which }
}

describe('the pool of training processes', () => {
  it('starts one when it is needed', async () => {
    const { pool, trainers, which } = createPool()
    expect(trainers).toHaveLength(0)
    const process = pool.take()
    expect(which(process)).toBe(0)
    trainers[0].say({ type: 'ready' })
    expect(await process.ready).toBe(true)
  })

  it('hands out the one that it started ahead, once', async () => {
    const { pool, trainers, which } = createPool()
    pool.prepare()
    pool.prepare()
    expect(trainers).toHaveLength(1)
    trainers[0].say({ type: 'ready' })
    const process = pool.take()
    expect(which(process)).toBe(0)
    expect(await process.ready).toBe(true)
    expect(which(pool.take())).toBe(1)
  })

  it('passes over a spare one that died', () => {
    const { pool, trainers, which } = createPool()
    pool.prepare()
    trainers[0].exit()
    expect(which(pool.take())).toBe(1)
    pool.prepare()
    trainers[2].exit()
    pool.prepare()
    expect(trainers).toHaveLength(4)
  })

  it('hands out again what was given back, the one used last first', () => {
    const { pool, trainers, which } = createPool()
    const [first, second] = [pool.take(), pool.take()]
    pool.giveBack(first)
    pool.giveBack(second)
    pool.prepare()
    expect(trainers).toHaveLength(2)
    expect(which(pool.take())).toBe(1)
    expect(which(pool.take())).toBe(0)
    expect(which(pool.take())).toBe(2)
  })

  it('passes over one that died after it was given back', () => {
    const { pool, trainers, which } = createPool()
    pool.giveBack(pool.take())
    trainers[0].exit()
    expect(which(pool.take())).toBe(1)
  })

  it('keeps no more than it was told, and after a while one alone', () => {
    const { pool, trainers, clock } = createPool(2)
    const processes = [pool.take(), pool.take(), pool.take()]
    for (const trainer of trainers) trainer.say({ type: 'ready' })
    for (const process of processes) pool.giveBack(process)
    const killed = (): boolean[] => trainers.map(({ isKilled }) => isKilled)
    expect(killed()).toEqual([false, false, true])
    clock.advance(IDLE_TIME - 1)
    expect(killed()).toEqual([false, false, true])
    clock.advance(1)
    expect(killed()).toEqual([true, false, true])
    clock.advance(10 * IDLE_TIME)
    expect(killed()).toEqual([true, false, true])
  })

  it('does not end one for the time it waited before it was taken', () => {
    const { pool, trainers, clock } = createPool()
    const [first, second] = [pool.take(), pool.take()]
    for (const trainer of trainers) trainer.say({ type: 'ready' })
    pool.giveBack(first)
    pool.giveBack(second)
    pool.take()
    clock.advance(IDLE_TIME)
    expect(trainers.map(({ isKilled }) => isKilled)).toEqual([false, false])
  })

  it('ends what is idle when it is closed, and keeps and starts no other', () => {
    const { pool, trainers, clock } = createPool()
    const atWork = pool.take()
    pool.prepare()
    pool.giveBack(pool.take())
    pool.close()
    expect(trainers.map(({ isKilled }) => isKilled)).toEqual([false, true])
    pool.giveBack(atWork)
    expect(trainers[0].isKilled).toBe(true)
    pool.prepare()
    expect(trainers).toHaveLength(2)
    expect(clock.pending).toBe(0)
  })
})
