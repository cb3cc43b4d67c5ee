import { DownhillError } from '../shared/errors'
import type { Landscape, LandscapeProgress } from '../shared/landscape'
import type { LaidPlane } from '../shared/survey-protocol'
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
    const laid = hands[0].ask({ type: 'survey-lay-plane', ...plan })
    const opened = laid.then((plane) => {
      if (plane) return { plane, ledger: createSurveyLedger(plan, plane, hands.length) }
      throw new DownhillError('no-path', 'The run left fewer than three places behind.')
    })
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
      const count = await hand.ask({ type: 'survey-begin', ...ground })
      const { plane, ledger } = await opened
      if (!signal.aborted) await hand.ask({ type: 'survey-use-plane', ...directionsOf(plane) })
      let pace: number | null = null
      for (;;) {
        const turn: SurveyTurn | undefined = signal.aborted ? undefined : ledger.next(pace)
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

function directionsOf({ centre, first, second }: NonNullable<LaidPlane>): {
  centre: Uint8Array
  first: Uint8Array
  second: Uint8Array
} {
  return { centre, first, second }
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
