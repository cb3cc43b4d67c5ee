import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CourierMessage, CourierQuestion } from '../shared/courier-protocol'
import { createCourierProcess, type CourierPort, type CourierProcess } from './courier'

/** A process that is asked and answers as the test says, and a clock that the test turns. */
class FakePort implements CourierPort {
  sent: CourierQuestion[] = []
  killed = false
  tell: (message: CourierMessage) => void = () => undefined
  exit = (): void => undefined
  send(question: CourierQuestion): void {
    this.sent.push(question)
  }
  onMessage(listener: (message: CourierMessage) => void): void {
    this.tell = listener
  }
  onExit(listener: () => void): void {
    this.exit = listener
  }
  kill(): void {
    this.killed = true
  }
}

let ports: FakePort[]
let news: unknown[]
let timers: { milliseconds: number; task: () => void; cancelled: boolean }[]
let courier: CourierProcess

beforeEach(() => {
  ports = []
  news = []
  timers = []
  courier = createCourierProcess({
    spawnCourier: () => {
      const port = new FakePort()
      ports.push(port)
      return port
    },
    library: '/data/downhill.sqlite',
    onProgress: (progress) => news.push(progress),
    idleTime: 10_000,
    patience: 5000,
    clock: {
      now: () => 0,
      steady: () => 0,
      every: () => () => undefined,
      after(milliseconds, task) {
        const timer = { milliseconds, task, cancelled: false }
        timers.push(timer)
        return () => {
          timer.cancelled = true
        }
      }
    }
  })
})
afterEach(() => courier.close())

/** Lets the time pass that a timer waits for. */
function pass(milliseconds: number): void {
  const due = timers.filter((timer) => !timer.cancelled && timer.milliseconds === milliseconds)
  for (const timer of due) {
    timer.cancelled = true
    timer.task()
  }
}

const saved = { path: '/a.downhill', size: 7 }
const sendExport = () =>
  courier.send({ type: 'export', runIds: [1], author: null, file: '/a.downhill' })

describe('the courier process', () => {
  it('is asked about this library, tells how far it is, and answers', async () => {
    const answer = sendExport()
    const [{ sent, tell }] = ports
    expect(sent).toEqual([
      {
        ...{ type: 'export', runIds: [1], author: null, file: '/a.downhill' },
        ...{ id: 1, library: '/data/downhill.sqlite' }
      }
    ])
    tell({ type: 'progress', id: 1, done: 1, of: 2 })
    tell({ type: 'answer', id: 1, value: saved })
    expect(await answer).toEqual(saved)
    expect(news).toEqual([{ done: 1, of: 2 }])
  })

  it('passes on what went wrong', async () => {
    const answer = sendExport()
    const error = { code: 'file-unwritable', message: 'The disk is full.', values: {} } as const
    ports[0].tell({ type: 'failed', id: 1, error })
    await expect(answer).rejects.toMatchObject({ code: 'file-unwritable' })
  })

  it('is kept for the next errand, and ended when none comes', async () => {
    const first = sendExport()
    ports[0].tell({ type: 'answer', id: 1, value: saved })
    await first
    const second = sendExport()
    pass(10_000)
    expect(ports.map(({ killed }) => killed)).toEqual([false])
    ports[0].tell({ type: 'answer', id: 2, value: saved })
    await second
    pass(10_000)
    expect(ports[0].killed).toBe(true)
    const third = sendExport()
    expect(ports).toHaveLength(2)
    ports[1].tell({ type: 'answer', id: 3, value: saved })
    await third
  })

  it('that dies fails its errands, and the next starts another', async () => {
    const answer = sendExport()
    ports[0].exit()
    await expect(answer).rejects.toThrow('ended unexpectedly')
    const next = sendExport()
    ports[1].tell({ type: 'answer', id: 2, value: saved })
    expect(await next).toEqual(saved)
  })

  it('may finish what is under way when the program ends', async () => {
    const answer = sendExport()
    const closed = courier.close()
    expect(ports[0].killed).toBe(false)
    ports[0].tell({ type: 'answer', id: 1, value: saved })
    await closed
    expect(await answer).toEqual(saved)
    expect(ports[0].killed).toBe(true)
  })

  it('is not started once more when the program ends: there may be no library any more', async () => {
    await courier.close()
    await expect(sendExport()).rejects.toThrow('Downhill is closing.')
    expect(ports).toHaveLength(0)
  })

  it('is not waited for for ever', async () => {
    const answer = sendExport()
    const closed = courier.close()
    pass(5000)
    await closed
    expect(ports[0].killed).toBe(true)
    await expect(answer).rejects.toThrow('Downhill is closing.')
  })
})
