import { DownhillError } from '../shared/errors'
import type { Landscape, LandscapeProgress } from '../shared/landscape'
import { LARGEST_PIECE } from '../shared/large-answer'
import type { LaidPlane, SurveyLoad } from '../shared/survey-protocol'
import { inPieces } from './in-pieces'
import { systemClock, type Clock } from './clock'
import { createAnalystCrew, type AnalystPort, type CrewHand } from './analyst-crew'
import { createSurveyLedger, type SurveyLedger, type SurveyTurn } from './survey-ledger'
import type { SurveyPlan } from './survey-plan'

export interface SurveyOptions {
  /** Starts an analyst process (the built src/analyst). */
  spawnAnalyst(): AnalystPort
  /** The folder that holds a folder for this data set. */
  datasetFolder(id: string): string
  /** Processes that share the work. */
  processes: number
  /** How long they are kept, with their data loaded, when nothing is asked; in milliseconds. */
  idleTime?: number
  clock?: Clock
}

/** Works out landscapes, one at a time, on all cores. */
export interface Survey {
  /**
   * Calls off the one under way, and begins another.
   * @param prepare reads what is needed
   * @throws DownhillError 'cancelled', 'no-path', and what `prepare` and the processes throw.
   */
  compute(
    prepare: () => Promise<SurveyPlan>,
    onProgress: (progress: LandscapeProgress) => void
  ): Promise<Landscape>
  /** Calls off the one under way, if there is one. */
  cancel(): void
  close(): void
}

/** So often a picture that grows is told anew, at most; in milliseconds. */
const NEWS_INTERVAL = 100

export function createSurvey(options: SurveyOptions): Survey {
  const { spawnAnalyst, processes: size, clock = systemClock, idleTime = 20_000 } = options
  const crew = createAnalystCrew({ spawnAnalyst, size, idleTime, clock })
  let underWay: AbortController | null = null

  async function compute(
    prepare: () => Promise<SurveyPlan>,
    onProgress: (progress: LandscapeProgress) => void
  ): Promise<Landscape> {
    underWay?.abort()
    const calledOff = new AbortController()
    underWay = calledOff
    try {
      return await unless(calledOff.signal, work(prepare, onProgress, calledOff.signal))
    } finally {
      // also after a failure: who is still at work stops
      calledOff.abort()
      if (underWay === calledOff) underWay = null
    }
  }

  async function work(
    prepare: () => Promise<SurveyPlan>,
    onProgress: (progress: LandscapeProgress) => void,
    signal: AbortSignal
  ): Promise<Landscape> {
    const begin = clock.now()
    const plan = await prepare()
    signal.throwIfAborted()
    const hands = crew.hands()
    const [first] = hands
    const opened = layPlane(plan, first, signal).then((laid) => ({
      ...laid,
      ledger: createSurveyLedger(plan, laid.plane, hands.length)
    }))
    let told = -Infinity
    const tell = (ledger: SurveyLedger): void => {
      if (signal.aborted || clock.now() < told + NEWS_INTERVAL) return
      told = clock.now()
      onProgress(ledger.news())
    }

    const labour = async (hand: CrewHand): Promise<number> => {
      const { config, fingerprint, examples } = plan
      const datasetFolder = options.datasetFolder(config.dataset)
      const ground = { config, datasetFolder, fingerprint, examples }
      // it has laid the plane first, which all others wait for
      if (hand === first) await opened
      const count = await hand.ask({ type: 'survey-begin', ...ground })
      const { plane, pieces, ledger } = await opened
      if (hand !== first) await give(hand, 'plane', plane.byteLength, pieces, signal)
      signal.throwIfAborted()
      await hand.ask({ type: 'survey-use-plane' })
      let pace: number | null = null
      for (;;) {
        const turn: SurveyTurn | undefined = signal.aborted
          ? undefined
          : ledger.next(pace, hand === first)
        if (!turn) return count
        const before = clock.now()
        await take(turn, hand, ledger)
        if (turn.kind === 'slice') {
          pace = Math.max(0.1, clock.now() - before) / turn.places.length
        }
        tell(ledger)
      }
    }
    const [counts, { ledger }] = await Promise.all([Promise.all(hands.map(labour)), opened])
    return ledger.landscape(counts[0], (clock.now() - begin) / 1000)
  }

  return {
    compute,
    cancel: () => underWay?.abort(),
    close: () => {
      const ended = underWay
      // before it ends: there is nothing to wait for any more
      underWay = null
      ended?.abort()
      crew.dismiss('Downhill is closing.')
    }
  }
}

/** One piece of work, from the asking to the entry in the ledger. */
async function take(turn: SurveyTurn, hand: CrewHand, ledger: SurveyLedger): Promise<void> {
  if (turn.kind === 'walk') ledger.enterWalk(await hand.ask(turn.task))
  else ledger.enter(turn, await hand.ask(turn.task))
}

interface Laid {
  plane: NonNullable<LaidPlane>
  /** Of the plane itself. */
  pieces: Uint8Array[]
}

/** Gives one process the weights of the path; it lays the plane, which the others are given. */
async function layPlane(plan: SurveyPlan, first: CrewHand, signal: AbortSignal): Promise<Laid> {
  const { layers, plane: kind, seed, size } = plan
  const weights = plan.paths.flatMap((path) => path.points.map(({ parameters }) => parameters))
  const byteLength = weights.reduce((sum, { length }) => sum + length, 0)
  await give(first, 'path', byteLength, inPieces(weights, LARGEST_PIECE), signal)
  const paths = plan.paths.map(({ runId, points }) => ({
    runId,
    points: points.map(({ epoch, step }) => ({ epoch, step }))
  }))
  const plane = await first.ask({
    type: 'survey-lay-plane',
    layers,
    paths,
    plane: kind,
    seed,
    size
  })
  if (!plane) throw new DownhillError('no-path', 'The run left fewer than three places behind.')
  const pieces: Uint8Array[] = []
  for (let from = 0; from < plane.byteLength; from += LARGEST_PIECE) {
    signal.throwIfAborted()
    pieces.push(await first.ask({ type: 'survey-give-plane', from, length: LARGEST_PIECE }))
  }
  return { plane, pieces }
}

/** One piece after the other: sent together they would hold the main process up together. */
async function give(
  hand: CrewHand,
  load: SurveyLoad,
  byteLength: number,
  pieces: Iterable<Uint8Array>,
  signal: AbortSignal
): Promise<void> {
  let from = 0
  for (const bytes of pieces) {
    signal.throwIfAborted()
    await hand.ask({ type: 'survey-take', load, byteLength, from, bytes })
    from += bytes.length
  }
}

/** The outcome of the work, or 'cancelled' as soon as it is called off. */
function unless<Value>(signal: AbortSignal, work: Promise<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () =>
      reject(new DownhillError('cancelled', 'It was called off.'))
    )
    work.then(resolve, reject)
  })
}
