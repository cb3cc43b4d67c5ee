import type { Dataset } from '../../datasets/load'
import type { EngineWorkshop } from '../../engine/create-engine'
import { parametersFromBytes, parametersToBytes } from '../../engine/network'
import { DownhillError, toPlainError } from '../../shared/errors'
import type {
  LaidPlane,
  SurveyAnswer,
  SurveyCommand,
  SurveyCosts,
  SurveyGround,
  SurveyMessage,
  SurveyPlane
} from '../../shared/survey-protocol'
import { keepOne } from '../keep-one'
import { prepareGround, type Ground } from './ground'
import { layPlane } from './plane'
import { openSlice, type Slice } from './slice'
import { randomWalk } from './walk'

/** What a surveyor needs from outside; tests bring their own. */
export interface SurveyorTools {
  loadDataset(folder: string, id: string): Promise<Dataset>
  createWorkshop(): EngineWorkshop
}

/** Works out its share of a landscape: commands are obeyed one after the other, in the order they came. */
export interface Surveyor {
  /** Never rejects: what goes wrong is the answer. */
  answer(command: SurveyCommand): Promise<SurveyMessage>
}

type CommandOf<Type extends SurveyCommand['type']> = Extract<SurveyCommand, { type: Type }>

export function createSurveyor(tools: SurveyorTools): Surveyor {
  const datasets = keepOne<Promise<Dataset>>()
  const grounds = keepOne<Ground>()
  /** Apart: the slice's engine must not end that of the ground. */
  const onGround = tools.createWorkshop()
  const onSlice = tools.createWorkshop()
  let ground: Ground | undefined
  let slice: Slice | undefined

  async function begin(command: SurveyGround): Promise<number> {
    const { config, datasetFolder, fingerprint, examples } = command
    const dataset = await datasets
      .get(JSON.stringify([datasetFolder, config.dataset]), () =>
        tools.loadDataset(datasetFolder, config.dataset)
      )
      .catch((error: unknown) => {
        // the next survey may find the files in order
        datasets.forget()
        throw error
      })
    if (dataset.info.fingerprint !== fingerprint) {
      throw new DownhillError(
        'dataset-mismatch',
        `The data set "${config.dataset}" is not the one that this run was trained on.`,
        { dataset: config.dataset }
      )
    }
    slice = undefined
    const key = JSON.stringify([fingerprint, config, examples])
    ground = grounds.get(key, () => prepareGround(dataset, config, examples, onGround))
    return ground.examples.count
  }

  function standing(): Ground {
    if (!ground) throw new Error('A survey has to begin before anything is measured.')
    return ground
  }

  const read = (bytes: Uint8Array): Float32Array =>
    parametersFromBytes(bytes, standing().network.layers)

  function usePlane({ centre, first, second }: SurveyPlane): null {
    const plane = {
      centre: read(centre),
      directions: [read(first), read(second)] satisfies [Float32Array, Float32Array]
    }
    slice = openSlice(standing(), plane, onSlice)
    return null
  }

  function measure({ places }: CommandOf<'survey-slice'>): SurveyCosts {
    const cost = slice
    if (!cost) throw new Error('A plane has to be laid before it is measured.')
    return places.map(({ x, y }) => finite(cost(x, y)))
  }

  function obey(command: SurveyCommand): SurveyAnswer | Promise<SurveyAnswer> {
    switch (command.type) {
      case 'survey-lay-plane':
        return lay(command)
      case 'survey-begin':
        return begin(command)
      case 'survey-use-plane':
        return usePlane(command)
      case 'survey-slice':
        return measure(command)
      case 'survey-weigh':
        return command.parameters.map((bytes) => finite(standing().cost(read(bytes))))
      case 'survey-walk':
        return randomWalk(command.count, command.dimensions, command.seed, command.length)
    }
  }

  let before: Promise<unknown> = Promise.resolve()

  return {
    answer(command) {
      const { id } = command
      const answer = before.then(async (): Promise<SurveyMessage> => {
        try {
          return { type: 'answer', id, value: await obey(command) }
        } catch (error) {
          return { type: 'failed', id, error: toPlainError(error) }
        }
      })
      before = answer
      return answer
    }
  }
}

function lay(command: CommandOf<'survey-lay-plane'>): LaidPlane {
  const { layers } = command
  const laid = layPlane({
    ...command,
    paths: command.paths.map(({ runId, points }) => ({
      runId,
      points: points.map((point) => ({
        ...point,
        parameters: parametersFromBytes(point.parameters, layers)
      }))
    }))
  })
  if (!laid) return null
  const { centre, directions, xs, ys, paths, explained } = laid
  const [first, second] = directions.map(parametersToBytes)
  return { centre: parametersToBytes(centre), first, second, xs, ys, paths, explained }
}

function finite(cost: number): number | null {
  return Number.isFinite(cost) ? cost : null
}
