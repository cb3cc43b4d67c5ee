import { availableParallelism } from 'node:os'
import { createCatalogue, type Catalogue } from '../datasets/catalogue'
import { sweepUnfinished } from '../datasets/own-datasets'
import { createEngine } from '../engine/create-engine'
import type { EventName, Events } from '../shared/contract'
import { outputOf, type RunConfig } from '../shared/run-config'
import { openStore, type OpenedStore } from '../store/client'
import { databaseFile } from '../store/data-folder'
import { readLoss } from '../store/loss-note'
import { createAnalyst, type StudyingAnalyst } from '../supervisor/analyst'
import { createStudies, type Studies } from '../supervisor/study'
import { createSurvey, type Survey } from '../supervisor/survey'
import { createSupervisor, type Supervisor } from '../supervisor/supervisor'
import { watchStoreCalls } from './call-times'
import type { Log } from './log'
import { PLACES } from './places'
import { createPredictor, type Predictor, type Weights } from './predictor'
import { readAhead, type ReadAhead } from './read-ahead'
import { spawnProcess } from './spawner'

export type Tell = <Name extends EventName>(name: Name, payload: Events[Name]) => void

/** What stands behind the requests, once the file of runs is open. */
export interface Services extends OpenedStore {
  datasets: Catalogue
  /** Of all runs, as `packedRuns`; read while the page still loads. */
  runList: ReadAhead<Uint8Array>
  supervisor: Supervisor
  analyst: StudyingAnalyst
  studies: Studies
  survey: Survey
  predictor: Predictor
  tell: Tell
  /** A person changed these runs. */
  tellChanged(runIds: number[]): void
  /** Calls off what the page waited for that is no more; runs go on. */
  forgetPage(): void
  /** Stops every run, so that it can go on later, and closes the file. */
  close(): Promise<void>
}

export type GetServices = () => Promise<Services>

/**
 * Opens the store and makes ready what works upon it. Whoever asks before that waits; if it cannot
 * be opened, whoever asks is told why (and the next who asks lets it be tried again).
 * @param tell tells the window
 */
export async function openServices(dataFolder: string, log: Log, tell: Tell): Promise<Services> {
  const opened = await openStore({
    file: databaseFile(dataFolder),
    workerPath: PLACES.storeWorker
  })
  const { remarks } = opened
  // what a terminal found, or an earlier window told and nobody read
  const notice = opened.notice ?? readLoss(databaseFile(dataFolder))
  // of this library no other window is open, and the terminal takes in none
  void sweepUnfinished(dataFolder)
  const store = watchStoreCalls(opened.store, log)
  for (const remark of remarks) log.write('store', remark)
  if (opened.notice) log.write('store', opened.notice.message)

  const emit: Tell = (name, payload) => {
    for (const runId of runsIn(payload)) {
      predictor.forget(runId)
      runList.outdate()
    }
    tell(name, payload)
  }
  const datasets = createCatalogue({ builtIn: PLACES.datasets, library: dataFolder })
  const supervisor = createSupervisor({
    store,
    spawnTrainer: () => spawnProcess(PLACES.trainer, 'Downhill trainer', log),
    datasetFolder: datasets.folderOf,
    findDataset: datasets.find,
    keepSpare: true,
    report: ({ code, message }) => log.write('training', `${code}: ${message}`),
    emit
  })
  // after the supervisor's first look: what other processes change from then on, it tells
  const runList = readAhead(() => store.packedRuns())
  const analyst = createAnalyst({
    spawnAnalyst: () => spawnProcess(PLACES.analyst, 'Downhill analyst', log),
    datasetFolder: datasets.folderOf
  })
  const survey = createSurvey({
    spawnAnalyst: () => spawnProcess(PLACES.analyst, 'Downhill surveyor', log),
    datasetFolder: datasets.folderOf,
    processes: availableParallelism()
  })
  const predictor = createPredictor(
    {
      stored: async (runId, checkpoint) => toWeights(await store.readCheckpoint(runId, checkpoint)),
      live: (runId) => {
        const weights = supervisor.liveWeights(runId)
        return weights && toWeights(weights)
      }
    },
    createEngine
  )

  const studies = createStudies({ store, analyst })

  return {
    ...opened,
    notice,
    store,
    datasets,
    runList,
    supervisor,
    analyst,
    studies,
    survey,
    predictor,
    tell,
    tellChanged: (runIds) => emit('runs.changed', { runIds }),
    forgetPage: () => {
      studies.cancelAll()
      survey.cancel()
    },
    close: async () => {
      analyst.close()
      survey.close()
      await supervisor.shutdown()
      await store.close()
    }
  }
}

function runsIn(payload: Events[EventName]): number[] {
  if ('runIds' in payload) return payload.runIds
  return 'runId' in payload ? [payload.runId] : []
}

/** As a predictor takes them. */
export function toWeights(stored: {
  config: RunConfig
  layers: number[]
  parameters: Uint8Array
  epoch: number
}): Weights {
  const { config, layers, parameters, epoch } = stored
  const network = { layers, activation: config.activation, output: outputOf(config, layers) }
  return { network, parameters, epoch }
}
