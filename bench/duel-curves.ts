import { loadDataset, type Dataset } from '../src/datasets/load'
import { createWorkshop } from '../src/engine/create-engine'
import { networkOfRun } from '../src/engine/network'
import { createTraining } from '../src/engine/training'
import { duelConfigs, seedConfigs, USUAL_DUEL } from '../src/shared/duel'
import type { RunConfig } from '../src/shared/run-config'

const FRACTIONS = [0.2, 0.5, 1]

/** Takes in the images once. */
const workshop = createWorkshop()

/** Trains one run to its end, and tells when it first had a share of its training images right. */
function train(config: RunConfig, { info, training, test }: Dataset) {
  const engine = workshop.engine(networkOfRun(config, info))
  const run = createTraining({ engine, config, training, test, from: null, rateChanges: [] })
  const reached = new Map<number, string>()
  const startCost = run.measureTrainingSet().trainingCost
  const before = process.cpuUsage()
  const seconds = (): number => {
    const { user, system } = process.cpuUsage(before)
    return (user + system) / 1e6
  }
  let testAccuracy = 0
  while (!run.isFinished && !run.hasDiverged) {
    const { epoch } = run.advance(Infinity)
    if (!epoch) continue
    testAccuracy = epoch.testAccuracy
    for (const share of [0.5, 0.9]) {
      if ((epoch.trainingAccuracy ?? 0) < share || reached.has(share)) continue
      reached.set(share, `${epoch.epoch} (${seconds().toFixed(1)} s)`)
    }
  }
  return { ...run.measureTrainingSet(), startCost, testAccuracy, reached, seconds: seconds() }
}

const percent = (share: number): string => (100 * share).toFixed(2)

/** @param resources folder that holds a folder for each data set */
export async function printDuel(resources: string): Promise<void> {
  const dataset = await loadDataset(resources, 'mnist')
  const [truth] = duelConfigs(USUAL_DUEL)
  const shuffled = FRACTIONS.map((fraction) => duelConfigs({ ...USUAL_DUEL, fraction })[1])
  console.table(
    [truth, ...shuffled].map((config) => {
      const outcome = train(config, dataset)
      return {
        shuffled: config.shuffledLabels,
        'epochs to 50 %': outcome.reached.get(0.5),
        'epochs to 90 %': outcome.reached.get(0.9),
        'training %': percent(outcome.trainingAccuracy),
        'training cost': outcome.trainingCost?.toFixed(4),
        'test %': percent(outcome.testAccuracy),
        'CPU s': outcome.seconds.toFixed(1)
      }
    })
  )
  console.table(
    seedConfigs(1).map((config) => {
      const outcome = train(config, dataset)
      return {
        seed: config.seed,
        'cost at the start': outcome.startCost?.toFixed(4),
        'at the end': outcome.trainingCost?.toFixed(5),
        'test %': percent(outcome.testAccuracy),
        'CPU s': outcome.seconds.toFixed(1)
      }
    })
  )
}
