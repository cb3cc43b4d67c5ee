import { availableParallelism } from 'node:os'
import { prepareGround } from '../src/analyst/landscape/ground'
import { loadDataset, type Dataset } from '../src/datasets/load'
import { createEngine, createWorkshop } from '../src/engine/create-engine'
import { networkOfRun, parametersFromBytes } from '../src/engine/network'
import { createTraining } from '../src/engine/training'
import type { Landscape, Plane } from '../src/shared/landscape'
import { PRESETS } from '../src/shared/presets'
import type { RunConfig } from '../src/shared/run-config'
import { createSurvey } from '../src/supervisor/survey'
import type { AnalystPort } from '../src/supervisor/analyst-crew'
import { coarseToFine } from '../src/supervisor/survey-order'
import type { SurveyPlan } from '../src/supervisor/survey-plan'

const SIZE = 51
const EXAMPLES = 10_000
const EPOCHS = 20

const NETWORKS = [[16, 16], [30], [100]]

/** A run's weights after each epoch. */
function train(config: RunConfig, { info, training, test }: Dataset): SurveyPlan['paths'][number] {
  const engine = createEngine(networkOfRun(config, info))
  const run = createTraining({ engine, config, training, test, from: null, rateChanges: [] })
  const points: SurveyPlan['paths'][number]['points'] = []
  const keep = (): void => {
    const position = run.position()
    if (position) points.push(position)
  }
  keep()
  while (!run.isFinished) if (run.advance(Infinity).epoch) keep()
  return { runId: 1, points }
}

interface Times {
  firstPicture: number
  all: number
  landscape: Landscape
}

/** Seconds, from the wish; the processes are started in the first of them. */
async function survey(
  plan: SurveyPlan,
  compute: ReturnType<typeof createSurvey>['compute']
): Promise<Times> {
  const begin = performance.now()
  const coarse = new Set(coarseToFine(SIZE).coarse)
  let firstPicture = 0
  const landscape = await compute(
    () => Promise.resolve(plan),
    ({ cells }) => {
      for (const { place } of cells) coarse.delete(place)
      if (coarse.size === 0) firstPicture ||= (performance.now() - begin) / 1000
    }
  )
  return { firstPicture, all: (performance.now() - begin) / 1000, landscape }
}

/** @param resources folder that holds a folder for each data set */
export async function printTimes(
  resources: string,
  spawnAnalyst: () => AnalystPort
): Promise<void> {
  const dataset = await loadDataset(resources, 'mnist')
  const rows: Record<string, string | number>[] = []
  for (const hiddenLayers of NETWORKS) {
    const config = { ...PRESETS.plain, hiddenLayers, epochs: EPOCHS }
    const path = train(config, dataset)
    const { layers } = networkOfRun(config, dataset.info)
    const last = parametersFromBytes(path.points[path.points.length - 1].parameters, layers)
    for (const plane of ['random', 'path'] satisfies Plane[]) {
      const plan: SurveyPlan = {
        config,
        layers: [...layers],
        fingerprint: dataset.info.fingerprint,
        paths: [path],
        damaged: { count: 0, last: false },
        plane,
        seed: 1,
        size: SIZE,
        examples: EXAMPLES
      }
      const processes = availableParallelism()
      const { compute, close } = createSurvey({
        spawnAnalyst,
        datasetFolder: () => resources,
        processes
      })
      const cold = await survey(plan, compute)
      const warm = await survey(plan, compute)
      close()

      const { cost } = prepareGround(dataset, config, EXAMPLES, createWorkshop())
      const before = performance.now()
      for (let cell = 0; cell < SIZE ** 2; cell++) cost(last)
      const single = (performance.now() - before) / 1000
      rows.push({
        network: layers.join('-'),
        plane,
        'first picture': seconds(cold.firstPicture),
        whole: seconds(cold.all),
        'again: first': seconds(warm.firstPicture),
        'again: whole': seconds(warm.all),
        [`${SIZE ** 2} single`]: seconds(single),
        'single / whole': (single / cold.all).toFixed(2)
      })
    }
  }
  console.table(rows)
}

const seconds = (value: number): string => `${value.toFixed(2)} s`
