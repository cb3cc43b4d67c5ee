import { verifyStoredRun } from '../../supervisor/analyst-verification'
import type { Handlers } from '../request'
import type { GetServices } from '../services'

type RunRequest = Extract<keyof Handlers, `runs.${string}`>

export function runHandlers(services: GetServices): Pick<Handlers, RunRequest> {
  let calledOff = new AbortController()
  return {
    'runs.start': async (training) => (await services()).supervisor.start(training),
    'runs.resume': async ({ runId, pace }) => (await services()).supervisor.resume(runId, pace),

    'runs.list': async () => (await services()).store.packedRuns(),
    'runs.summaries': async ({ runIds }) => (await services()).store.packedSummaries(runIds),
    'runs.detail': async ({ runId }) => (await services()).store.runDetail(runId),
    'runs.curves': async ({ runIds }) => (await services()).store.packedCurves(runIds),

    'runs.rename': async ({ runId, name }) => {
      const { store, tellChanged } = await services()
      const run = await store.rename(runId, name)
      tellChanged([runId])
      return run
    },
    'runs.delete': async ({ runIds }) => {
      const { store, tellChanged } = await services()
      await store.deleteRuns(runIds)
      tellChanged(runIds)
      return null
    },
    'runs.restore': async ({ runIds }) => {
      const { store, tellChanged } = await services()
      await store.restoreRuns(runIds)
      tellChanged(runIds)
      return null
    },

    'runs.measureTrainingSet': async ({ runId, checkpointId }) => {
      const { store, analyst } = await services()
      return analyst.measureTrainingSet(await store.readCheckpoint(runId, checkpointId))
    },

    'runs.verify': async ({ runId }) => {
      const { store, analyst, tell } = await services()
      return verifyStoredRun(runId, { store, analyst }, calledOff.signal, (progress) =>
        tell('verify.progress', { runId, ...progress })
      )
    },
    'runs.cancelVerify': async () => {
      calledOff.abort()
      calledOff = new AbortController()
      return null
    }
  }
}
