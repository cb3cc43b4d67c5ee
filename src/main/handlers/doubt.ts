import type { DoubtRequest } from '../../shared/analyst-protocol'
import type { DoubtName, DoubtResponses } from '../../shared/doubt'
import type { WeightSource } from '../../shared/weight-source'
import type { Handlers } from '../request'
import type { GetServices, Services } from '../services'

type CheckpointWeights = Parameters<Services['analyst']['doubt']>[1]

/** What networks make of what is no digit. */
export function doubtHandlers(services: GetServices): Pick<Handlers, DoubtName> {
  const ask = async <Request extends DoubtRequest>(
    source: WeightSource,
    request: Request
  ): Promise<DoubtResponses[Request['name']]> => {
    const at = await services()
    return at.analyst.doubt(request, await weightsOf(source, at))
  }
  return {
    'doubt.noise': ({ source, ...input }) => ask(source, { name: 'doubt.noise', input }),
    'doubt.dream': ({ source, ...input }) => ask(source, { name: 'doubt.dream', input }),
    'doubt.occlude': ({ source, ...input }) => ask(source, { name: 'doubt.occlude', input })
  }
}

/** Of a run under way those of this moment, where they are asked for; else of a stored checkpoint. */
async function weightsOf(
  { runId, checkpoint }: WeightSource,
  { store, supervisor }: Services
): Promise<CheckpointWeights> {
  if (checkpoint !== 'live') return store.readCheckpoint(runId, checkpoint)
  const live = supervisor.liveWeights(runId)
  // the run ended meanwhile: its last checkpoint is what the weights were
  if (!live) return store.readCheckpoint(runId, 'last')
  const { datasetFingerprint } = await store.runSummary(runId)
  return { ...live, datasetFingerprint }
}
