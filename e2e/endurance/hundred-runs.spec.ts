import { expect, test } from '../fixtures'
import type { Program } from '../program'
import { PRESETS } from '../../src/shared/presets'
import type { RunSummary } from '../../src/shared/run'
import { row, times, tried } from '../trials'
import { measureHold, rise, slope, type Hold } from './hold'
import { TELLS_OF_PROCESSES } from './processes'

const ROUND = 5
const ROUNDS = times(2, 20)
/** Rounds after which nothing new is compiled, loaded or pooled. */
const WARM_UP = times(0, 4)
/** Of a run: its row in the window and what its news leave behind. Bytes. */
const MOST_HEAP_A_RUN = 60_000
/** Of all processes together, a run; measured where memory is never quite given back at once. Bytes. */
const MOST_MEMORY_A_RUN = 1_500_000
const MOST_HANDLES_A_RUN = 0.2

/** In the short form two points make no line; there only a flood is seen. */
const LENIENCE = times(100, 1)

/** Small enough for a hundred in a minute. */
const CONFIG = {
  ...PRESETS['lesson-96'],
  hiddenLayers: [8],
  batchSize: 100,
  subset: 2000,
  epochs: 2
}

/** A sweep of runs that are alike but for their seeds, trained to their end. */
async function trainRound(program: Program, round: number): Promise<RunSummary[]> {
  const seeds = Array.from({ length: ROUND }, (_, index) => index + 1)
  const sweep = await program.request('sweeps.start', {
    name: `round ${round}`,
    configs: seeds.map((seed) => ({ ...CONFIG, seed }))
  })
  const mine = async (): Promise<RunSummary[]> =>
    (await program.runs()).filter(({ sweepId }) => sweepId === sweep.id)
  return program.until(
    `round ${round} has ended`,
    mine,
    (runs) => runs.length === ROUND && runs.every(({ status }) => status === 'finished')
  )
}

/** What came out, by seed: costs, accuracies and the weights' own hash. */
function outcomes(runs: readonly RunSummary[]): unknown {
  return runs
    .toSorted((one, other) => one.config.seed - other.config.seed)
    .map(({ config, weightsSha256, finalTraining, lastTestCost, lastTestAccuracy }) => ({
      ...{ seed: config.seed, weightsSha256, finalTraining, lastTestCost, lastTestAccuracy }
    }))
}

test(
  'run after run comes out the same and leaves nothing behind',
  row('hundred runs'),
  async ({ program }, info) => {
    test.skip(!TELLS_OF_PROCESSES, 'only Linux tells in files what its processes do')
    test.setTimeout(600_000)
    await program.open('#/runs')
    const found: unknown[] = []
    const holds: Hold[] = []
    for (let round = 0; round < ROUNDS; round++) {
      found.push(outcomes(await trainRound(program, round)))
      expect(found[round], `round ${round}`).toEqual(found[0])
      if (round >= WARM_UP) holds.push(await measureHold(program))
    }
    const heap = slope(holds.map((hold) => hold.heap)) / ROUND
    const memory = rise(holds.map((hold) => hold.memory)) / ROUND
    const handles = slope(holds.map((hold) => hold.handles)) / ROUND
    tried(
      info,
      `${ROUND * ROUNDS} runs of 5 seeds, each as the first of its seed; a run: heap ${(heap / 1e3).toFixed(1)} kB, ` +
        `memory ${(memory / 1e3).toFixed(0)} kB, ${handles.toFixed(2)} handles`
    )
    expect(await program.runs()).toHaveLength(ROUND * ROUNDS)
    expect(heap).toBeLessThan(LENIENCE * MOST_HEAP_A_RUN)
    expect(memory).toBeLessThan(LENIENCE * MOST_MEMORY_A_RUN)
    expect(handles).toBeLessThan(LENIENCE * MOST_HANDLES_A_RUN)
  }
)
