import type { RunSummary } from '../src/shared/run'
import type { RunConfig } from '../src/shared/run-config'
import { PRESETS } from '../src/shared/presets'
import type { Program } from './program'

/** A run of a second: two epochs of a small network. */
const SHORT_RUN: RunConfig = {
  ...PRESETS['lesson-96'],
  hiddenLayers: [8],
  batchSize: 100,
  epochs: 2
}

export interface SeededRun {
  name: string
  config?: Partial<RunConfig>
}

/** Starts a run as the form does, and returns it at once. */
export function startRun(
  program: Program,
  { name, config = {} }: SeededRun,
  pace: number | null = null
): Promise<RunSummary> {
  return program.request('runs.start', { name, config: { ...SHORT_RUN, ...config }, pace })
}

export async function findRun(program: Program, runId: number): Promise<RunSummary> {
  const { run } = await program.request('runs.detail', { runId })
  return run
}

/** Waits until the stored run is as wanted. */
export function untilRun(
  program: Program,
  runId: number,
  what: string,
  isWanted: (run: RunSummary) => boolean
): Promise<RunSummary> {
  return program.until(`run ${runId} ${what}`, () => findRun(program, runId), isWanted)
}

/** Trains one run after the other to its end, so that a test finds them on the shelf. */
export async function seedRuns(
  program: Program,
  runs: readonly SeededRun[]
): Promise<RunSummary[]> {
  const seeded: RunSummary[] = []
  for (const run of runs) {
    const { id } = await startRun(program, run)
    seeded.push(await untilRun(program, id, 'has ended', hasEnded))
  }
  return seeded
}

function hasEnded(run: RunSummary): boolean {
  return !['queued', 'running', 'paused'].includes(run.status)
}
