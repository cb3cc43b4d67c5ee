import type { Examples } from '../engine'
import type { Network } from '../network'
import type { Arena } from './arena'
import type { Kernels } from './kernels'
import { longestList, rowBytes } from './network-memory'
import { placeRecords, type RecordFields } from './records'

/** As assembly/layout.ts numbers them. */
const FORMS = { lists: 0, bytes: 1, floats: 2 } as const
export type Form = keyof typeof FORMS

/**
 * The largest shares of ink at which walking lists is still faster than multiplying whole pictures:
 * measured for batches of 10 and more and for evaluation, by the number of neurons in the first
 * layer. Few neurons are served by one pass over a list; and very many weights are too large for the
 * caches to be visited example by example.
 */
const LARGEST_INK_SHARES = [
  { neurons: 24, share: 0.7 },
  { neurons: 128, share: 0.55 },
  { neurons: Infinity, share: 0.45 }
]
/** Inputs looked at to estimate that share. */
const SAMPLED_INPUTS = 1_000_000
/** Bytes of pictures that are in memory at once while lists are made of them. */
const BLOCK_BYTES = 262_144
const ENTRY_BYTES = 2

/** Examples in the kernels' memory. */
export interface PlacedExamples {
  count: number
  /** Address of the ExampleSet record. */
  record: number
  /** Whether the inputs form a picture that can be shifted. */
  isPicture: boolean
  needsDenseInputs: boolean
}

/** The inputs' form and where they are, as assembly/layout.ts has it. */
export interface PlacedInputs {
  form: Form
  inputs: number
  margins: number
}

/** Writes the answers, and the record of a set whose inputs are in memory already. */
export function placeExamples(
  arena: Arena,
  network: Network,
  examples: Examples,
  placed: PlacedInputs
): PlacedExamples {
  const { answers, count, imageWidth, inputSize } = examples
  const fields: RecordFields<'exampleSet'> = {
    ...placed,
    form: FORMS[placed.form],
    inputSize,
    imageWidth: imageWidth || inputSize,
    labels: answers.kind === 'classes' ? placeBytes(arena, answers.labels) : 0,
    targets: answers.kind === 'values' ? placeTargets(arena, network, answers.targets) : 0
  }
  return {
    count,
    record: placeRecords(arena, 'exampleSet', [fields]),
    isPicture: imageWidth > 0,
    needsDenseInputs: placed.form !== 'lists'
  }
}

/** @throws RangeError when the parts contradict each other or the network */
export function checkExamples(network: Network, examples: Examples): void {
  const { answers, count, imageWidth, inputs, inputSize } = examples
  const outputs = network.layers[network.layers.length - 1]
  const demand = (holds: boolean, sentence: string): void => {
    if (!holds) throw new RangeError(sentence)
  }
  demand(
    inputSize === network.layers[0],
    `The network takes ${network.layers[0]} inputs; the examples have ${inputSize}.`
  )
  demand(
    inputs.length === count * inputSize,
    `${count} x ${inputSize} inputs are ${count * inputSize} numbers; there are ${inputs.length}.`
  )
  demand(
    imageWidth === 0 || inputSize % imageWidth === 0,
    `${inputSize} inputs do not form a picture ${imageWidth} wide.`
  )
  if (answers.kind === 'classes') {
    demand(
      answers.labels.length === count,
      `${count} examples have ${answers.labels.length} labels.`
    )
    const largest = answers.labels.reduce((most, label) => Math.max(most, label), 0)
    demand(largest < outputs, `Class ${largest} needs more than ${outputs} outputs.`)
  } else {
    demand(network.output !== 'softmax', 'The cross-entropy cost needs classes, not values.')
    demand(
      answers.targets.length === count * outputs,
      `${count} examples with ${outputs} outputs have ${answers.targets.length} target values.`
    )
  }
}

/** The form in which a first layer of so many neurons meets these inputs fastest. */
export function formOf(inputs: Examples['inputs'], neurons: number): Form {
  if (inputs instanceof Float32Array) return 'floats'
  const limit = LARGEST_INK_SHARES.find((row) => neurons <= row.neurons)
  return limit && inkShare(inputs) <= limit.share ? 'lists' : 'bytes'
}

/** Copies the inputs into memory. */
export function placeInputs(
  arena: Arena,
  kernels: Kernels,
  examples: Examples,
  form: Form
): PlacedInputs {
  const { count, imageWidth, inputSize, inputs } = examples
  if (inputs instanceof Float32Array) {
    const address = arena.allocate(inputs.byteLength)
    arena.floats(address, inputs.length).set(inputs)
    return { form: 'floats', inputs: address, margins: 0 }
  }
  if (form === 'bytes') {
    return { form: 'bytes', inputs: placeBytes(arena, inputs), margins: 0 }
  }
  return placeLists(arena, kernels, inputs, { count, inputSize, width: imageWidth || inputSize })
}

/** Shares estimated before: the same inputs come with every run on the same data. */
const knownShares = new WeakMap<Uint8Array, number>()

/** Estimated from inputs at regular distances. */
function inkShare(inputs: Uint8Array): number {
  const known = knownShares.get(inputs)
  if (known !== undefined) return known
  const stride = Math.max(1, Math.floor(inputs.length / SAMPLED_INPUTS))
  let ink = 0
  let seen = 0
  for (let at = 0; at < inputs.length; at += stride, seen++) if (inputs[at] > 0) ink++
  knownShares.set(inputs, ink / seen)
  return ink / seen
}

function placeBytes(arena: Arena, bytes: Uint8Array): number {
  const address = arena.allocate(bytes.length)
  arena.bytes(address, bytes.length).set(bytes)
  return address
}

/** Target values, each example's row padded like the outputs that it is compared with. */
function placeTargets(arena: Arena, network: Network, targets: Float32Array): number {
  const outputs = network.layers[network.layers.length - 1]
  const row = rowBytes(outputs) / 4
  const count = targets.length / outputs
  const address = arena.allocate(count * row * 4)
  const rows = arena.floats(address, count * row)
  for (let i = 0; i < count; i++) {
    rows.set(targets.subarray(i * outputs, (i + 1) * outputs), i * row)
  }
  return address
}

/**
 * Makes lists of the pictures, a block at a time, so that the pictures themselves are never all in
 * memory: a block lies beyond the room that its lists may need, where later lists overwrite it.
 */
function placeLists(
  arena: Arena,
  kernels: Kernels,
  pictures: Uint8Array,
  { count, inputSize, width }: { count: number; inputSize: number; width: number }
): PlacedInputs {
  const starts = arena.allocate((count + 1) * 4)
  const margins = arena.allocate(count * 4)
  const perBlock = Math.max(1, Math.floor(BLOCK_BYTES / inputSize))
  const entriesStart = arena.reserve(0)
  let entries = entriesStart
  for (let first = 0; first < count; first += perBlock) {
    const size = Math.min(perBlock, count - first)
    const block = entries + size * longestList(inputSize) * ENTRY_BYTES
    const end = block + size * inputSize
    arena.reserve(end - entriesStart)
    arena
      .bytes(block, size * inputSize)
      .set(pictures.subarray(first * inputSize, (first + size) * inputSize))
    entries =
      kernels.encodeLists(
        block,
        size,
        inputSize,
        width,
        entries,
        starts + first * 4,
        margins + first * 4
      ) >>> 0
  }
  arena.take(entries)
  return { form: 'lists', inputs: starts, margins }
}
