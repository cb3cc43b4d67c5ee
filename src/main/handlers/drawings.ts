import { digitFromStrokes } from '../../shared/digit-image'
import { packStrokes, unpackStrokes } from '../../shared/drawing-strokes'
import { NO_ANSWER, type DrawingScore } from '../../shared/drawings'
import { DownhillError } from '../../shared/errors'
import type { WeightSource } from '../../shared/weight-source'
import type { FileKind } from '../file-dialogs'
import { largestOutputs } from '../largest-outputs'
import type { Handlers } from '../request'
import type { GetServices } from '../services'
import { refuseReadOnly } from '../writable'
import type { FileTools } from './files'

type DrawingRequest = Extract<keyof Handlers, `drawings.${string}`>

const DRAWINGS: FileKind = { name: 'Drawings', ending: 'downhill-drawings' }

/** Drawings that are kept, and what becomes of them: scores, files, data sets. */
export function drawingHandlers(
  services: GetServices,
  { dialogs, courier }: Pick<FileTools, 'dialogs' | 'courier'>
): Pick<Handlers, DrawingRequest> {
  async function tellChanged(drawingIds: number[]): Promise<void> {
    const { tell } = await services()
    if (drawingIds.length > 0) tell('drawings.changed', { drawingIds })
  }

  async function score(source: WeightSource): Promise<DrawingScore> {
    const { store, predictor } = await services()
    const { ids, raw, centred } = await store.drawingPictures()
    const answers = (pictures: Uint8Array): Promise<Uint8Array> =>
      largestOutputs(pictures, (inputs) => predictor.outputs(inputs, source), NO_ANSWER)
    return { ids, raw: await answers(raw), centred: await answers(centred) }
  }

  return {
    'drawings.list': async () => (await services()).store.listDrawings(),
    'drawings.read': async ({ drawingId }) => (await services()).store.readDrawing(drawingId),

    'drawings.save': async ({ strokes, label, author }) => {
      const packed = packStrokes(strokes)
      if (packed.length === 0) {
        throw new DownhillError('invalid-input', 'Nothing lies on the pad.', { where: 'strokes' })
      }
      const { store } = await services()
      const record = { strokes: packed, label, author, createdAt: new Date().toISOString() }
      const drawing = { record, ...digitFromStrokes(unpackStrokes(packed)) }
      const result = await store.addDrawings([drawing])
      await tellChanged(result.added)
      return result
    },

    'drawings.relabel': async ({ drawingIds, label }) => {
      await (await services()).store.relabelDrawings(drawingIds, label)
      await tellChanged(drawingIds)
      return null
    },
    'drawings.delete': async ({ drawingIds }) => {
      await (await services()).store.deleteDrawings(drawingIds)
      await tellChanged(drawingIds)
      return null
    },
    'drawings.restore': async ({ drawingIds }) => {
      await (await services()).store.restoreDrawings(drawingIds)
      await tellChanged(drawingIds)
      return null
    },

    'drawings.score': ({ source }) => score(source),

    'drawings.export': async ({ fileName, author }) => {
      await services()
      const file = await dialogs.askWhereTo(fileName, DRAWINGS)
      return file === null ? null : courier.send({ type: 'export-drawings', author, file })
    },
    'drawings.import': async () => {
      await services()
      const paths = await dialogs.askForFiles(DRAWINGS)
      if (paths === null) return null
      const files = await courier.send({ type: 'import-drawings', paths })
      await tellChanged(files.flatMap(({ added }) => added))
      return files
    },
    'drawings.makeDataset': async (dataset) => {
      const { notice, tell } = await services()
      refuseReadOnly(notice)
      const info = await courier.send({ type: 'make-drawings-dataset', ...dataset })
      tell('datasets.changed', { dataset: info.id })
      return info
    }
  }
}
