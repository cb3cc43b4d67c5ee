import { beforeEach, describe, expect, it, vi } from 'vitest'
import { USUAL_INTAKE, type IntakePreview, type IntakeProgress } from '../shared/intake'
import type { IntakeMessage, IntakeQuestion } from '../shared/intake-protocol'
import { createIntakeProcess, type IntakePort, type IntakeProcess } from './intake-process'

/** A process that answers as the test says. */
class FakePort implements IntakePort {
  sent: IntakeQuestion[] = []
  killed = false
  tell: (message: IntakeMessage) => void = () => undefined
  exit = (): void => undefined
  send(question: IntakeQuestion): void {
    this.sent.push(question)
  }
  onMessage(listener: (message: IntakeMessage) => void): void {
    this.tell = listener
  }
  onExit(listener: () => void): void {
    this.exit = listener
  }
  kill(): void {
    this.killed = true
  }
}

const PREVIEW: IntakePreview = {
  kind: 'pictures',
  name: 'bars',
  source: '',
  licence: '',
  files: [],
  options: USUAL_INTAKE,
  hasOwnTest: false,
  trainingCount: 8,
  testCount: 2,
  classes: [],
  samples: [],
  points: new Float32Array(),
  remarks: [],
  rejected: [],
  rejectedCount: 0
}
const FILES = { kind: 'idx', paths: ['/a', '/b'] } as const
const NAMES = { name: 'Bars', source: '', licence: '' }

let ports: FakePort[]
let news: IntakeProgress[]
let intake: IntakeProcess

beforeEach(() => {
  ports = []
  news = []
  intake = createIntakeProcess({
    spawnCourier: () => {
      const port = new FakePort()
      ports.push(port)
      return port
    },
    libraryFolder: '/library',
    onProgress: (progress) => news.push(progress)
  })
})

describe('the process of an intake', () => {
  it('is one for reading, for another look and for storing', async () => {
    const reading = intake.read(FILES, USUAL_INTAKE)
    ports[0].tell({ type: 'progress', id: 1, done: 1, of: 2, unit: 'bytes' })
    ports[0].tell({ type: 'preview', id: 1, preview: PREVIEW })
    expect(await reading).toBe(PREVIEW)
    expect(news).toEqual([{ done: 1, of: 2, unit: 'bytes' }])

    const changing = intake.change({ ...USUAL_INTAKE, seed: 3 })
    ports[0].tell({ type: 'preview', id: 2, preview: PREVIEW })
    await changing
    const storing = intake.store(NAMES)
    ports[0].tell({
      type: 'failed',
      id: 3,
      error: { code: 'file-unwritable', message: '', values: {} }
    })
    await expect(storing).rejects.toMatchObject({ code: 'file-unwritable' })
    expect(ports).toHaveLength(1)
    expect(ports[0].sent).toMatchObject([
      { ...FILES, options: USUAL_INTAKE },
      { ...FILES, options: { seed: 3 } },
      { ...NAMES, libraryFolder: '/library' }
    ])
  })

  it('is ended at once by a cancel, and by a newer question while one is under way', async () => {
    const first = intake.read(FILES, USUAL_INTAKE)
    const second = intake.change({ ...USUAL_INTAKE, seed: 3 })
    await expect(first).rejects.toMatchObject({ code: 'cancelled' })
    expect(ports.map(({ killed }) => killed)).toEqual([true, false])
    intake.cancel()
    await expect(second).rejects.toMatchObject({ code: 'cancelled' })
    expect(ports[1].killed).toBe(true)
    await expect(intake.change(USUAL_INTAKE)).rejects.toMatchObject({ code: 'not-found' })
    await expect(intake.store(NAMES)).rejects.toMatchObject({ code: 'not-found' })
  })

  it('that ends by itself fails what was asked, and the next begins another', async () => {
    const reading = intake.read(FILES, USUAL_INTAKE)
    ports[0].exit()
    await expect(reading).rejects.toMatchObject({ code: 'process-ended' })
    const again = intake.change(USUAL_INTAKE)
    ports[1].tell({ type: 'preview', id: 2, preview: PREVIEW })
    expect(await again).toBe(PREVIEW)
    // news of the one that ended are not taken for its own
    ports[0].exit()
    await expect(Promise.race([intake.store(NAMES), Promise.resolve('waits')])).resolves.toBe(
      'waits'
    )
  })

  it('that ended while a preview is looked at reads it again to store it', async () => {
    const reading = intake.read(FILES, USUAL_INTAKE)
    ports[0].tell({ type: 'preview', id: 1, preview: PREVIEW })
    await reading
    ports[0].exit()
    const storing = intake.store(NAMES)
    expect(ports[1].sent).toMatchObject([{ ...FILES, options: PREVIEW.options }])
    ports[1].tell({ type: 'preview', id: 2, preview: PREVIEW })
    await vi.waitFor(() => expect(ports[1].sent).toHaveLength(2))
    expect(ports[1].sent[1]).toMatchObject({ ...NAMES, libraryFolder: '/library' })
    intake.cancel()
    await expect(storing).rejects.toMatchObject({ code: 'cancelled' })
  })
})
