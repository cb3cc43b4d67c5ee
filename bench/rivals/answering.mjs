import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'

/**
 * Loads a package by a name that is known only now: tools that follow imports would miss it, since
 * it is installed in this folder alone, and only by who wants to compare.
 */
export const load = (packageName) => import(packageName)

/** The version of an installed package of this folder. */
export function versionOf(packageName) {
  const file = new URL(`node_modules/${packageName}/package.json`, import.meta.url)
  return JSON.parse(readFileSync(file, 'utf8')).version
}

/** Shuffles in place (Fisher and Yates). */
export function shuffle(items) {
  for (let last = items.length - 1; last > 0; last--) {
    const other = Math.floor(Math.random() * (last + 1))
    const kept = items[last]
    items[last] = items[other]
    items[other] = kept
  }
  return items
}

function readFloats(file) {
  const bytes = readFileSync(file)
  return new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4)
}

function readPart({ count, inputSize, areBytes, inputs, labels }) {
  const values = areBytes ? new Float32Array(readFileSync(inputs)) : readFloats(inputs)
  if (areBytes) values.forEach((grey, index) => (values[index] = grey / 255))
  return { count, inputSize, inputs: values, labels: readFileSync(labels) }
}

let current
function readData({ name, training, test }) {
  if (current?.name !== name) {
    current = { name, training: readPart(training), test: readPart(test) }
  }
  return current
}

/** Cuts the flat parameters: of each layer the weights W[out][in], then the biases. */
function readLayers(sizes, file) {
  const parameters = readFloats(file)
  let next = 0
  return sizes.slice(1).map((outputs, index) => {
    const inputs = sizes[index]
    const weights = parameters.slice(next, (next += inputs * outputs))
    const biases = parameters.slice(next, (next += outputs))
    return { inputs, outputs, weights, biases }
  })
}

async function timed(work) {
  const before = process.cpuUsage()
  const correct = await work()
  const { user, system } = process.cpuUsage(before)
  return { seconds: (user + system) / 1e6, correct }
}

/**
 * Says who is here, and then answers a line with a line until there are no more:
 *
 * - begin {layers, data, parameters}: takes in the data and the start parameters
 * - train {examples, batchSize, rate}: so many of the training examples, shuffled; CPU seconds
 * - evaluate: CPU seconds, and how many test examples are answered rightly
 *
 * @param {string} name
 * @param {{ begin: Function, train: Function, evaluate: () => number | Promise<number> }} rival
 */
export async function answer(name, { begin, train, evaluate }) {
  const say = (message) => process.stdout.write(`${JSON.stringify(message)}\n`)
  say({ name })
  for await (const line of createInterface({ input: process.stdin })) {
    const { do: request, layers, data, parameters, ...epoch } = JSON.parse(line)
    if (request === 'begin') {
      await begin(readLayers(layers, parameters), readData(data))
      say({})
    } else if (request === 'train') {
      say(await timed(() => train(epoch)))
    } else {
      say(await timed(evaluate))
    }
  }
}
