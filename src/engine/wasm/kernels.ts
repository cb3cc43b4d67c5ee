import { KERNELS_BASE64 } from './generated/kernels'

/**
 * The kernels' exports (assembly/index.ts) that the engine calls; addresses and sizes are bytes.
 */
export interface Kernels {
  freeMemory(): number
  useNetwork(network: number): void
  encodeLists(
    images: number,
    count: number,
    inputSize: number,
    imageWidth: number,
    entries: number,
    starts: number,
    margins: number
  ): number
  /** How `train` makes its steps; the optimiser as assembly/layout.ts numbers it. */
  useRule(optimiser: number, momentum: number, penalty: number, isSum: boolean): void
  train(
    set: number,
    order: number,
    count: number,
    batchSize: number,
    rates: number,
    shifts: number,
    firstStep: number,
    costs: number
  ): void
  evaluate(set: number, order: number, count: number): number
  gatherGradient(set: number, order: number, count: number): void
  rightAnswers(): number
  multiplyDenseInputs(count: number): void
  finishForward(count: number): void
  /** Also for tests of a single kernel: target[i] = f(source[i]). */
  exponentialOf(source: number, target: number, count: number): void
  logarithmOfOnePlusOf(source: number, target: number, count: number): void
  /** In place; the activation as assembly/layout.ts numbers it. */
  activate(rows: number, bytes: number, activation: number): void
}

const NAMES: readonly (keyof Kernels)[] = [
  'freeMemory',
  'useNetwork',
  'encodeLists',
  'useRule',
  'train',
  'evaluate',
  'gatherGradient',
  'rightAnswers',
  'multiplyDenseInputs',
  'finishForward',
  'exponentialOf',
  'logarithmOfOnePlusOf',
  'activate'
]

function areKernels(exports: object): exports is Kernels {
  return NAMES.every((name) => typeof Reflect.get(exports, name) === 'function')
}

let compiled: WebAssembly.Module | undefined

/** Compiles once, however many engines there are. */
function kernelModule(): WebAssembly.Module {
  compiled ??= new WebAssembly.Module(
    Uint8Array.from(atob(KERNELS_BASE64), (character) => character.charCodeAt(0))
  )
  return compiled
}

/** Kernels of their own, in a memory of their own; `maximum`: pages of 64 KiB that it may grow to. */
export function instantiateKernels(maximum?: number): {
  kernels: Kernels
  memory: WebAssembly.Memory
} {
  const memory = new WebAssembly.Memory({ initial: 16, maximum })
  const abort = (): never => {
    throw new Error('A kernel gave up.')
  }
  const { exports } = new WebAssembly.Instance(kernelModule(), { env: { memory, abort } })
  if (!areKernels(exports)) throw new Error('The compiled kernels are not those of this program.')
  return { kernels: exports, memory }
}
