import { loadDataset } from '../datasets/load'
import { storeOwnDataset } from '../datasets/own-datasets'
import type { Examples } from '../engine/engine'
import type { DatasetInfo } from '../shared/dataset'
import { DRAWING_CLASSES, type DrawingUse } from '../shared/drawings'
import { DownhillError } from '../shared/errors'
import { randomStream, shuffle } from '../shared/random'
import type { DrawingPictures } from '../store/store-api'
import type { CourierTools } from './courier-tools'

export interface DrawingsDataset {
  name: string
  use: DrawingUse
  /** Of each class, for testing; of no effect unless they are both. */
  testShare: number
  seed: number
}

/** Fewer of either part would make results of chance; of a class alone there is nothing to learn. */
const FEWEST = 2
const PIXELS = 784

/**
 * Makes a data set of the drawings of the library, centred as MNIST is, and keeps it there.
 * @param folders where the built-in data sets are, and where the library is
 * @throws DownhillError 'drawings-too-few', and those of reading MNIST and of keeping a data set.
 */
export async function makeDrawingsDataset(
  { name, use, testShare, seed }: DrawingsDataset,
  { store, now }: Pick<CourierTools, 'store' | 'now'>,
  folders: { builtIn: string; library: string }
): Promise<DatasetInfo> {
  const pictures = await store.drawingPictures()
  const ours = split(pictures, use, testShare, seed)
  for (const part of [ours.training, ours.test]) {
    if (part && part.length < FEWEST) throw tooFew(pictures.ids.length)
  }
  const mnist = use === 'both' ? undefined : await loadDataset(folders.builtIn, 'mnist')
  const examplesOf = (part: number[] | null): Examples | undefined =>
    part ? toExamples(pictures, part) : undefined
  const training = examplesOf(ours.training) ?? mnist?.training
  const test = examplesOf(ours.test) ?? mnist?.test
  if (!training || !test) throw new Error(`Drawings have no use called ${use}.`)
  return storeOwnDataset(folders.library, {
    kind: 'pictures',
    name,
    classes: DRAWING_CLASSES,
    classNames: null,
    training,
    test,
    source: '',
    licence: '',
    createdAt: new Date(now()).toISOString(),
    made: { from: 'drawings', use, testShare, seed, drawings: pictures.ids.length }
  })
}

/** Places of the drawings that make each part; null: the part is MNIST's. */
function split(
  { labels }: DrawingPictures,
  use: DrawingUse,
  testShare: number,
  seed: number
): { training: number[] | null; test: number[] | null } {
  const all = [...labels.keys()]
  if (use === 'test') return { training: null, test: all }
  if (use === 'training') return { training: all, test: null }
  const random = randomStream(seed, 'split')
  const training: number[] = []
  const test: number[] = []
  // class by class, so that each is in both parts wherever there are two of it
  for (let label = 0; label < DRAWING_CLASSES; label++) {
    const members = shuffle(
      all.filter((place) => labels[place] === label),
      random
    )
    const count = Math.min(members.length - 1, Math.max(1, Math.round(members.length * testShare)))
    test.push(...members.slice(0, Math.max(0, count)))
    training.push(...members.slice(Math.max(0, count)))
  }
  return { training: training.sort(ascending), test: test.sort(ascending) }
}

const ascending = (one: number, other: number): number => one - other

function toExamples({ centred, labels }: DrawingPictures, places: readonly number[]): Examples {
  const inputs = new Uint8Array(places.length * PIXELS)
  places.forEach((place, index) =>
    inputs.set(centred.subarray(place * PIXELS, (place + 1) * PIXELS), index * PIXELS)
  )
  return {
    count: places.length,
    inputSize: PIXELS,
    inputs,
    answers: { kind: 'classes', labels: Uint8Array.from(places, (place) => labels[place]) },
    imageWidth: 28
  }
}

function tooFew(count: number): DownhillError {
  return new DownhillError(
    'drawings-too-few',
    `${count} drawings are too few for a data set: at least ${FEWEST} are needed for each of its parts.`,
    { count }
  )
}
