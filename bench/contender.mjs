/**
 * Whoever trains in this bench. All learn the same: sigmoid neurons throughout; the cost is the sum
 * over the outputs of squared differences, without a factor 1/2, averaged over the batch.
 *
 * @typedef {object} Task
 * @property {number[]} layers
 * @property {{ name: string, training: Examples, test: Examples }} dataset
 * @property {Float32Array} parameters where to start, in the engine's flat layout
 * @typedef {import('../src/engine/engine').Examples} Examples
 *
 * @typedef {object} Epoch
 * @property {number} examples how many of the training examples, drawn anew
 * @property {number} batchSize
 * @property {number} rate
 *
 * @typedef {object} Contender
 * @property {string} name
 * @property {(task: Task) => Promise<void>} begin takes in the data and the start parameters
 * @property {(epoch: Epoch) => Promise<number>} train shuffles and learns; CPU seconds
 * @property {() => Promise<{ seconds: number, correct: number }>} evaluate answers the test examples
 * @property {number[]} warmUps what it learns before it is measured, in epochs
 * @property {() => void} [end] lets its process end, where it has one of its own
 * @property {boolean} [isVariant] of the engine: it learns otherwise, on purpose
 * @property {(table: import('./tables.mjs').Table) => boolean} [enters] whether it takes part
 */

/** Inside this process: until then V8's compiler is still at work. */
export const WARM_UPS_HERE = [1, 1, 1]

/** In a process of its own, which may take long over an epoch: a short one. */
export const WARM_UPS_ELSEWHERE = [1 / 20]
