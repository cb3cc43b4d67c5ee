import { join } from 'node:path'
import type { Examples } from '../engine/engine'
import { DownhillError } from '../shared/errors'
import { findDataset } from './catalogue'
import type { Dataset } from './dataset'
import { isOwnId } from './own-record'
import { fingerprintOf, readPart } from './parts'
import { findMade } from './recipes/made'

export type { Dataset }

/**
 * Makes it, where its id says how; else reads `<folder>/<id>/` and makes sure, by the fingerprint,
 * that it is what it is said to be.
 *
 * @throws DownhillError 'dataset-missing', 'dataset-damaged', of own ones 'own-dataset-missing',
 * 'own-dataset-damaged'.
 */
export async function loadDataset(folder: string, id: string): Promise<Dataset> {
  return findMade(id) ?? sayingWhose(id, () => readDataset(folder, id))
}

/**
 * The test examples alone, for a look at single ones; their fingerprint is not checked.
 *
 * @throws DownhillError as `loadDataset` does.
 */
export async function loadTestExamples(folder: string, id: string): Promise<Examples> {
  const made = findMade(id)
  if (made) return made.test
  return sayingWhose(id, async () => {
    const info = await findDataset(folder, id)
    return (await readPart(join(folder, id), info, 'test')).examples
  })
}

async function readDataset(folder: string, id: string): Promise<Dataset> {
  const info = await findDataset(folder, id)
  const place = join(folder, id)
  const training = await readPart(place, info, 'training')
  const test = await readPart(place, info, 'test')
  const fingerprint = fingerprintOf([...training.contents, ...test.contents])
  if (fingerprint !== info.fingerprint) {
    const others = info.origin === 'built-in' ? 'published ones' : 'ones that were stored'
    throw new DownhillError(
      'dataset-damaged',
      `The files of the data set "${id}" are not the ${others}: their SHA-256 is ${fingerprint}.`,
      { dataset: id }
    )
  }
  return { info, training: training.examples, test: test.examples }
}

/** What is to be done about damaged files depends on whose they are; one missing file is damage, too. */
async function sayingWhose<Value>(id: string, read: () => Promise<Value>): Promise<Value> {
  try {
    return await read()
  } catch (error) {
    const isDamage =
      error instanceof DownhillError &&
      (error.code === 'dataset-damaged' || error.code === 'dataset-missing')
    if (!isOwnId(id) || !isDamage) throw error
    throw new DownhillError('own-dataset-damaged', error.message, { dataset: id })
  }
}
