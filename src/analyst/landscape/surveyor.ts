import type { Dataset } from '../../datasets/load'
import type { EngineWorkshop } from '../../engine/create-engine'
import { parametersFromBytes, parametersToBytes } from '../../engine/network'
import { parameterCount } from '../../shared/run-config'
import { DownhillError, toPlainError } from '../../shared/errors'
import type {
  LaidPlane,
  SurveyAnswer,
  SurveyCommand,
  SurveyCosts,
  SurveyGround,
  SurveyLoad,
  SurveyMessage
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
  const loads = { path: new Uint8Array(0), plane: new Uint8Array(0) }

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

  function take({ load, byteLength, from, bytes }: CommandOf<'survey-take'>): null {
    if (from === 0) loads[load] = new Uint8Array(byteLength)
    loads[load].set(bytes, from)
    return null
  }

  /** One of the vectors of a load. */
  function read(load: SurveyLoad, place: number, layers = standing().network.layers): Float32Array {
    const size = parameterCount(layers) * Float32Array.BYTES_PER_ELEMENT
    return parametersFromBytes(loads[load].subarray(place * size, (place + 1) * size), layers)
  }

  function lay(command: CommandOf<'survey-lay-plane'>): LaidPlane {
    let place = 0
    const laid = layPlane({
      ...command,
      paths: command.paths.map(({ runId, points }) => ({
        runId,
        points: points.map((point) => ({
          ...point,
          parameters: read('path', place++, command.layers)
        }))
      }))
    })
    if (!laid) return null
    const { centre, directions, xs, ys, paths, explained } = laid
    const vectors = [centre, ...directions].map(parametersToBytes)
    const byteLength = vectors.reduce((sum, vector) => sum + vector.length, 0)
    loads.plane = new Uint8Array(byteLength)
    vectors.forEach((vector, index) => loads.plane.set(vector, index * vector.length))
    return { byteLength, xs, ys, paths, explained }
  }

  function usePlane(): null {
    const [centre, first, second] = [0, 1, 2].map((place) => read('plane', place))
    slice = openSlice(standing(), { centre, directions: [first, second] }, onSlice)
    return null
  }

  function measure({ places }: CommandOf<'survey-slice'>): SurveyCosts {
    const cost = slice
    if (!cost) throw new Error('A plane has to be laid before it is measured.')
    return places.map(({ x, y }) => finite(cost(x, y)))
  }

  function obey(command: SurveyCommand): SurveyAnswer | Promise<SurveyAnswer> {
    switch (command.type) {
      case 'survey-take':
        return take(command)
      case 'survey-lay-plane':
        return lay(command)
      case 'survey-give-plane':
        return loads.plane.slice(command.from, command.from + command.length)
      case 'survey-begin':
        return begin(command)
      case 'survey-use-plane':
        return usePlane()
      case 'survey-slice':
        return measure(command)
      case 'survey-weigh':
        return command.places.map((place) => finite(standing().cost(read('path', place))))
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

function finite(cost: number): number | null {
  return Number.isFinite(cost) ? cost : null
}
