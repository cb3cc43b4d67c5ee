import { verifyStoredRun } from '../../supervisor/analyst-verification'
import { checkHashes } from '../../supervisor/hash-check'
import type { Handlers } from '../request'
import type { GetServices } from '../services'

type WeightRequest =
  | 'runs.thin'
  | 'runs.setCheckpointPolicy'
  | 'runs.checkHashes'
  | 'runs.measureTrainingSet'
  | 'runs.verify'
  | 'runs.cancelVerify'

/** What is kept of a run's weights, and what can be asked of them. */
export function runWeightHandlers(services: GetServices): Pick<Handlers, WeightRequest> {
  let calledOff = new AbortController()
  return {
    'runs.thin': async ({ runId }) => {
      const { store, tellChanged } = await services()
      const thinned = await store.thinCheckpoints(runId)
      tellChanged([runId])
      return thinned
    },
    'runs.setCheckpointPolicy': async ({ runId, policy }) => {
      const { supervisor, tellChanged } = await services()
      const run = await supervisor.setCheckpointPolicy(runId, policy)
      tellChanged([runId])
      return run
    },
    'runs.checkHashes': async ({ runId }) => checkHashes(runId, (await services()).store),

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
