import { expect, it } from 'vitest'
import type { DatasetInfo } from '../../shared/dataset'
import { installFakeBridge } from '../testing/bridge'
import { useDatasets } from './use-datasets'

const MNIST: DatasetInfo = {
  id: 'mnist',
  kind: 'pictures',
  origin: 'built-in',
  name: null,
  fingerprint: 'f'.repeat(64),
  trainingCount: 60_000,
  testCount: 10_000,
  inputSize: 784,
  imageWidth: 28,
  imageHeight: 28,
  classes: 10,
  classNames: null
}
const OURS: DatasetInfo = { ...MNIST, id: 'own-0123456789ab', origin: 'own', name: 'Our digits' }
const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve))

it('are found in the list, which is read anew when one came or went', async () => {
  const bridge = installFakeBridge()
  let list = [MNIST]
  bridge.answer('datasets.list', () => list)
  const { datasets, find, isMissing } = useDatasets()
  // nothing is said to be missing before anything was read
  expect(isMissing(OURS.id)).toBe(false)
  await settle()
  expect(find('mnist')).toEqual(MNIST)
  expect(isMissing(OURS.id)).toBe(true)

  list = [MNIST, OURS]
  bridge.emit('datasets.changed', { dataset: OURS.id })
  await settle()
  expect(datasets.value).toEqual(list)
  expect(isMissing(OURS.id)).toBe(false)
  useDatasets()
  expect(bridge.listeners('datasets.changed')).toBe(1)

  // made from the id: it is in no list, and never missing
  expect(find('spiral:count=501,noise=0.25,seed=9')).toMatchObject({
    kind: 'points',
    origin: 'generated',
    trainingCount: 401,
    testCount: 100,
    classes: 3,
    inputSize: 2
  })
  expect(find('spiral:count=7,noise=0.25,seed=9')).toBeUndefined()
})
