import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { PRESETS } from '../../src/shared/presets'
import { openStore } from '../../src/store/client'
import { forkProcess } from '../../src/supervisor/fork-process'
import { createSupervisor } from '../../src/supervisor/supervisor'
import { expect, test } from '../fixtures'
import { CHECKOUT } from '../program'
import { startRun, untilRun } from '../runs'
import { ALONE, row, times, tried } from '../trials'
import { createWitness, lostEpochs } from './witness'

/** Bytes that may be in use after a flood beyond what was before; a flood that was kept would take more. */
const ROOM = 150e6

test(
  'a page that asks without end: it is answered, draws on, and training loses nothing',
  {
    ...row('flood'),
    ...ALONE
  },
  async ({ program }, info) => {
    test.setTimeout(180_000)
    const { page, electron } = program
    const witness = createWitness()
    await witness.listen(program)
    const config = { subset: 1000, batchSize: 20, epochs: 1000 }
    const run = await startRun(program, { name: 'beside', config }, 500)
    await untilRun(program, run.id, 'trains', ({ epoch }) => epoch >= 1)
    const memory = (): Promise<number> => electron.evaluate(() => process.memoryUsage().rss)
    const before = await memory()
    const count = times(10_000, 100_000)
    const measured = await page.evaluate(
      async ({ messages, runId }) => {
        const gaps: number[] = []
        let last = performance.now()
        let isOver = false
        const frame = (): void => {
          const now = performance.now()
          gaps.push(now - last)
          last = now
          if (!isOver) requestAnimationFrame(frame)
        }
        requestAnimationFrame(frame)
        const begin = performance.now()
        let answered = 0
        const underWay: Promise<void>[] = []
        for (let message = 0; message < messages; message++) {
          // one of them asks for what is no request
          const asked =
            message % 3 === 0
              ? window.downhill.request('runs.summaries', { runIds: [runId] })
              : message % 3 === 1
                ? window.downhill.request('training.live', undefined)
                : window.downhill.request('runs.detail', { runId: -message })
          underWay.push(asked.then(() => void answered++))
          // as fast as a page can that still draws
          if (message % 250 === 249) await new Promise((resolve) => setTimeout(resolve))
        }
        await Promise.all(underWay)
        const seconds = (performance.now() - begin) / 1000
        isOver = true
        const asked = performance.now()
        await window.downhill.request('runs.detail', { runId })
        gaps.sort((a, b) => a - b)
        return {
          answered,
          seconds,
          longest: gaps.at(-1) ?? 0,
          usual: gaps[Math.floor(gaps.length * 0.95)],
          answer: performance.now() - asked
        }
      },
      { messages: count, runId: run.id }
    )
    expect(measured.answered).toBe(count)
    expect(measured.usual).toBeLessThan(300)
    expect(measured.answer).toBeLessThan(500)
    const grown = (await memory()) - before
    expect(grown).toBeLessThan(ROOM)
    await program.request('training.stop', { runId: run.id })
    const [{ epochs }] = await program.curves([run.id])
    expect(witness.count()).toBeGreaterThan(0)
    expect(lostEpochs(witness.told(run.id), epochs)).toEqual([])
    const figures = [measured.usual, measured.longest, measured.answer].map((one) => one.toFixed(0))
    tried(
      info,
      `${count} messages in ${measured.seconds.toFixed(1)} s, all answered; frames ${figures[0]} ms apart (95 %; at most ${figures[1]}), an answer right after in ${figures[2]} ms; ${(grown / 1e6).toFixed(0)} MB grown; ${witness.count()} epochs told beside, 0 lost`
    )
  }
)

/** A training process out of its mind: says batch after batch, and waits for nobody. */
const MAD = (messages: number): string => `
  process.send({ type: 'ready' })
  process.on('message', ({ type }) => {
    if (type !== 'start') return
    const live = { step: 1, epoch: 0, paused: false, stepsPerSecond: 1, learningRate: 1, engineSeconds: 0 }
    const parameters = new Uint8Array(10_000)
    const news = { points: [], epochs: [], checkpoints: [], rateChanges: [], live, parameters }
    for (let sequence = 1; sequence <= ${messages}; sequence++) {
      process.send({ type: 'batch', sequence, ...news })
    }
  })
  process.on('disconnect', () => process.exit())`

test(
  'a training process that tells without end is ended, with a sentence',
  {
    ...row('flood'),
    ...ALONE
  },
  async ({ dataFolder }, info) => {
    const count = 100_000
    const child = join(dataFolder, 'mad.mjs')
    writeFileSync(child, MAD(count))
    const { store } = await openStore({
      file: join(dataFolder, 'downhill.sqlite'),
      workerPath: join(CHECKOUT, 'out/main/store-worker.js')
    })
    let told = 0
    const supervisor = createSupervisor({
      store,
      spawnTrainer: () => forkProcess(child),
      datasetFolder: () => dataFolder,
      findDataset: async () => ({
        id: 'mnist',
        kind: 'pictures',
        origin: 'built-in',
        name: null,
        fingerprint: 'f'.repeat(64),
        trainingCount: 60_000,
        testCount: 10_000,
        inputSize: 784,
        imageWidth: 28,
        imageHeight: 28,
        classes: 10,
        classNames: null
      }),
      emit: (name) => {
        if (name === 'training.progress') told++
      },
      report: () => undefined
    })
    const before = process.memoryUsage().rss
    const delays = monitorEventLoopDelay({ resolution: 5 })
    delays.enable()
    const { id } = await supervisor.start({ config: PRESETS.plain, pace: null })
    await supervisor.whenEnded(id)
    delays.disable()
    const ended = await store.runSummary(id)
    expect(ended).toMatchObject({ status: 'interrupted', resumable: true })
    expect(ended.problem?.message).toContain('more than anybody could read')
    expect(told).toBeLessThan(100)
    const grown = process.memoryUsage().rss - before
    expect(grown).toBeLessThan(ROOM)
    expect(delays.max / 1e6).toBeLessThan(500)
    await supervisor.shutdown()
    await store.close()
    tried(
      info,
      `${count} batches of 10 kB sent, ${told} taken, then ended; the program was held up for at most ${(delays.max / 1e6).toFixed(0)} ms; ${(grown / 1e6).toFixed(0)} MB grown`
    )
  }
)
