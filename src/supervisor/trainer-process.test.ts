import { describe, expect, it } from 'vitest'
import { createFakeClock } from './testing/fake-clock'
import { createFakeTrainer, type FakeTrainer } from './testing/fake-trainer'
import { createTrainerPool, type TrainerPool } from './trainer-process'

function createPool(): { pool: TrainerPool; trainers: FakeTrainer[] } {
  const trainers: FakeTrainer[] = []
  const pool = createTrainerPool(() => {
    const trainer = createFakeTrainer()
    trainers.push(trainer)
    return trainer.port
  }, createFakeClock(0))
  return { pool, trainers }
}

describe('the pool of training processes', () => {
  it('starts one when it is needed', async () => {
    const { pool, trainers } = createPool()
    expect(trainers).toHaveLength(0)
    const { ready, port } = pool.take()
    expect(port).toBe(trainers[0].port)
    trainers[0].say({ type: 'ready' })
    expect(await ready).toBe(true)
  })

  it('hands out the one that it started ahead, once', async () => {
    const { pool, trainers } = createPool()
    pool.prepare()
    pool.prepare()
    expect(trainers).toHaveLength(1)
    trainers[0].say({ type: 'ready' })
    const { port, ready } = pool.take()
    expect(port).toBe(trainers[0].port)
    expect(await ready).toBe(true)
    expect(pool.take().port).toBe(trainers[1].port)
  })

  it('passes over a spare one that died', () => {
    const { pool, trainers } = createPool()
    pool.prepare()
    trainers[0].exit()
    expect(pool.take().port).toBe(trainers[1].port)
    pool.prepare()
    trainers[2].exit()
    pool.prepare()
    expect(trainers).toHaveLength(4)
  })

  it('ends the spare one when it is closed, and starts no other', () => {
    const { pool, trainers } = createPool()
    pool.prepare()
    pool.close()
    expect(trainers[0].isKilled).toBe(true)
    pool.prepare()
    expect(trainers).toHaveLength(1)
  })
})
