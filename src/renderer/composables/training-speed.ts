import type { DatasetInfo } from '../../shared/dataset'
import { networkLayers } from '../../shared/dataset'
import type { RunSummary } from '../../shared/run'
import { parameterCount, type RunConfig } from '../../shared/run-config'
import { trainingImages } from './training-size'

/** Learning from an image costs about three times as much as asking for its digit. */
const TRAINING_WEIGHT = 3
/** The newest of the runs that are looked at: the computer may have been busier long ago. */
const MOST_RUNS = 10

/** How much there is to compute for a run; only the proportion to other runs means something. */
function workOf(config: RunConfig, dataset: DatasetInfo): number {
  const images =
    TRAINING_WEIGHT * trainingImages(dataset, config) + dataset.testCount + config.heldOut
  return config.epochs * images * parameterCount(networkLayers(dataset, config.hiddenLayers))
}

/**
 * Seconds of computing that such runs will take, going by finished ones: of the same network where
 * there are any. Null while nothing is known.
 */
export function estimateSeconds(
  configs: readonly RunConfig[],
  dataset: DatasetInfo,
  newestFirst: readonly RunSummary[]
): number | null {
  const finished = newestFirst.filter(
    (run) => run.status === 'finished' && run.config.dataset === dataset.id
  )
  const known = (runs: readonly RunSummary[]): number | null => {
    const measured = runs.slice(0, MOST_RUNS)
    const work = measured.reduce((sum, { config }) => sum + workOf(config, dataset), 0)
    const seconds = measured.reduce((sum, { engineSeconds }) => sum + engineSeconds, 0)
    return work > 0 ? seconds / work : null
  }
  const everywhere = known(finished)
  if (everywhere === null) return null
  const byNetwork = new Map<string, number>()
  return configs.reduce((sum, config) => {
    const network = config.hiddenLayers.join()
    const rate =
      byNetwork.get(network) ??
      known(finished.filter((run) => run.config.hiddenLayers.join() === network)) ??
      everywhere
    byNetwork.set(network, rate)
    return sum + rate * workOf(config, dataset)
  }, 0)
}
