/**
 * @typedef {object} Table
 * @property {string} title
 * @property {'training' | 'answering' | 'settings'} kind
 * @property {number[]} layers
 * @property {import('./contender.mjs').Task['dataset']} dataset
 * @property {number} batchSize the whole training set: Infinity
 * @property {number} rate at which the network learns, so that the numbers met are those of real
 *   training
 * @property {boolean} isTelling worth a look in a hurry
 */

const LESSON = [784, 16, 16, 10]
const HUNDRED = [784, 100, 10]
const BATCH_SIZES = [1, 10, 32, 128, Infinity]
const TELLING_BATCH_SIZES = [10, 128]

/** From here on a layer saturates at the rate of the others, and learns nothing. */
const WIDE = 256

const rateFor = ([, firstHidden], batchSize) => {
  if (firstHidden >= WIDE) return 0.15
  return batchSize === 1 ? 0.25 : 1.5
}

/** @returns {Table} */
function training(layers, dataset, batchSize) {
  const batches = batchSize === Infinity ? 'full batch' : `B${batchSize}`
  return {
    title: `${layers.join('-')} ${batches}, ${dataset.name}`,
    kind: 'training',
    layers,
    dataset,
    batchSize,
    rate: rateFor(layers, batchSize),
    isTelling: TELLING_BATCH_SIZES.includes(batchSize)
  }
}

/** @returns {Table} */
function another(kind, layers, dataset) {
  const what = { answering: 'evaluation', settings: 'settings' }[kind]
  const title = `${layers.join('-')} ${what}, ${dataset.name}`
  return { ...training(layers, dataset, 10), title, kind }
}

/** @param {{ mnist: object, fashionMnist?: object, spirals: object }} datasets @returns {Table[]} */
export function allTables({ mnist, fashionMnist, spirals }) {
  return [
    ...BATCH_SIZES.map((batchSize) => training(LESSON, mnist, batchSize)),
    another('settings', LESSON, mnist),
    another('answering', LESSON, mnist),
    ...BATCH_SIZES.map((batchSize) => training(HUNDRED, mnist, batchSize)),
    another('answering', HUNDRED, mnist),
    training([784, 256, 10], mnist, 32),
    training([784, 1024, 10], mnist, 32),
    ...(fashionMnist ? [training(LESSON, fashionMnist, 10)] : []),
    training([2, 16, 16, 2], spirals, 10)
  ]
}

/** What a table of settings compares with plain steps; rates at which each of them learns. */
export const SETTINGS = [
  { name: 'plain', settings: {} },
  {
    name: 'momentum 0.9',
    settings: { optimiser: { kind: 'momentum', momentum: 0.9 }, rate: 0.15 }
  },
  { name: 'Adam', settings: { optimiser: { kind: 'adam' }, rate: 0.002 } },
  { name: 'L2 penalty', settings: { lambda: 0.5 } },
  { name: 'shifts of a pixel', settings: { shift: 1 } }
]
