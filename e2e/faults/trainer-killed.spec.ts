import type { RunSummary } from '../../src/shared/run'
import { expect, test } from '../fixtures'
import type { Program } from '../program'
import { findRun, startRun, untilRun } from '../runs'
import { row, times, tried } from '../trials'
import { createWitness, lostEpochs, randomFrom, readThrough } from './witness'

const SEED = 20_260_713
/** Epochs of some milliseconds; with a momentum and moved images, so that more than weights must survive. */
const RUN = {
  epochs: 120,
  subset: 1000,
  batchSize: 20,
  optimiser: 'momentum',
  momentum: 0.5,
  shift: 1
} as const

const isUnderWay = ({ status }: RunSummary): boolean =>
  ['queued', 'running', 'paused'].includes(status)

async function finalHash(program: Program, runId: number): Promise<string> {
  const { checkpoints, run } = await program.request('runs.detail', { runId })
  const last = checkpoints.find(({ step }) => step === run.totalSteps)
  if (!last) throw new Error(`Run ${runId} has no weights of its end.`)
  return last.sha256
}

/** What else is just being done to the run when its process dies. */
const DEEDS = [
  'training.pause',
  'training.continue',
  'training.step',
  'training.stop',
  'training.setPace'
] as const

test(
  'training processes killed at random moments: every epoch told is stored, and the end is the same to the bit',
  {
    ...row('trainer killed')
  },
  async ({ program }, info) => {
    test.setTimeout(900_000)
    const random = randomFrom(SEED)
    const witness = createWitness()
    const whole = await startRun(program, { name: 'whole', config: RUN })
    await untilRun(program, whole.id, 'has finished', ({ status }) => status === 'finished')
    const expected = await finalHash(program, whole.id)
    const [{ points, epochs }] = await program.curves([whole.id])
    await witness.listen(program)

    const wanted = times(6, 200)
    let kills = 0
    let ends = 0
    let run = await startRun(program, { name: 'killed', config: RUN })
    while (kills < wanted || ends === 0) {
      await program.page.waitForTimeout(random() * 400)
      const { id: runId } = run
      if (random() < 0.3) {
        const deed = DEEDS[Math.floor(random() * DEEDS.length)]
        const asked =
          deed === 'training.setPace'
            ? program.request(deed, { runId, pace: null })
            : program.request(deed, { runId })
        // it may have ended meanwhile
        asked.catch(() => undefined)
      }
      // enough kills: the last run may come to its end
      if (kills < wanted && isUnderWay(await findRun(program, runId))) {
        kills += await program.killTrainers()
      }
      const ended =
        kills < wanted
          ? await untilRun(program, runId, 'is marked', (one) => !isUnderWay(one))
          : await findRun(program, runId)
      const [stored] = await program.curves([runId])
      expect(lostEpochs(witness.told(runId), stored.epochs)).toEqual([])
      expect(stored.epochs.map(({ epoch }) => epoch)).toEqual([...stored.epochs.keys()])
      if (ended.status === 'finished') {
        ends++
        expect(await finalHash(program, runId)).toBe(expected)
        expect(stored.points).toEqual(points)
        expect(lostEpochs(epochs, stored.epochs)).toEqual([])
        run = await startRun(program, { name: 'killed', config: RUN })
      } else if (ended.status === 'paused') {
        await program.request('training.continue', { runId })
      } else if (!isUnderWay(ended)) {
        expect(ended.resumable).toBe(true)
        // not waited for: the next process may die before it is ready
        program.request('runs.resume', { runId, pace: null }).catch(() => undefined)
        await untilRun(program, runId, 'is under way', (one) => one.status !== ended.status)
      }
    }

    // in the window, too
    const cut = await startRun(program, { name: 'offered', config: { ...RUN, epochs: 500 } })
    await untilRun(program, cut.id, 'trains', ({ epoch }) => epoch >= 1)
    kills += await program.killTrainers()
    await program.open(`#/runs/${cut.id}`)
    await program.page.getByRole('button', { name: /resume/i }).click()
    await untilRun(program, cut.id, 'goes on', ({ status }) => status === 'running')
    await program.close()
    const weights = readThrough(program.dataFolder)
    tried(
      info,
      `${kills} processes killed (seed ${SEED}), ${witness.count()} epochs told, 0 lost; ${ends} runs to the end, the bits of one never killed; ${weights} weights with their hashes`
    )
  }
)
