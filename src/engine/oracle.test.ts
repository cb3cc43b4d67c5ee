import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  COSTS,
  OPTIMISERS,
  outputOf,
  type OptimiserKind,
  type Reduction
} from '../shared/run-config'
import { createEngine } from './create-engine'
import type { Engine, Examples, Optimiser } from './engine'
import { wantedOutputs } from './examples'
import { startParameters } from './initialise'
import type { Network } from './network'
import { epochOrder } from './order'
import { createReferenceEngine } from './reference'
import { randomExamples } from './testing/arbitrary'
import { counting, plan } from './testing/plan'
import { relativeError } from './testing/slopes'

/** A problem for both: the engines, and a script in Python that knows nothing of them. */
interface Problem extends Network {
  optimiser: OptimiserKind
  momentum: number
  reduction: Reduction
  penalty: number
  rate: number
  batchSize: number
}

const PLAIN = { optimiser: 'plain', momentum: 0, reduction: 'mean', penalty: 0 } as const
/** The last batch of an epoch has six examples. */
const BATCHES = { batchSize: 8 }

const PROBLEMS: Problem[] = [
  { layers: [12, 9, 4], activation: 'sigmoid', output: 'sigmoid', rate: 1, ...PLAIN, ...BATCHES },
  { layers: [12, 9, 4], activation: 'relu', output: 'softmax', rate: 0.2, ...PLAIN, ...BATCHES },
  {
    ...{ layers: [12, 8, 7, 4], activation: 'tanh', output: 'softmax', rate: 0.05 },
    ...{ ...PLAIN, ...BATCHES, optimiser: 'momentum', momentum: 0.9 }
  },
  {
    ...{ layers: [12, 8, 7, 4], activation: 'sigmoid', output: 'softmax', rate: 0.01 },
    ...{ ...PLAIN, ...BATCHES, optimiser: 'adam' }
  },
  {
    ...{ layers: [12, 9, 4], activation: 'tanh', output: 'sigmoid', rate: 0.3 },
    ...{ ...PLAIN, ...BATCHES, penalty: 0.05 }
  },
  {
    ...{ layers: [12, 9, 4], activation: 'tanh', output: 'softmax', rate: 0.02 },
    ...{ ...PLAIN, ...BATCHES, reduction: 'sum', penalty: 0.01 }
  },
  { layers: [12, 5, 2], activation: 'tanh', output: 'linear', rate: 0.02, ...PLAIN, ...BATCHES },
  { layers: [12, 4], activation: 'relu', output: 'softmax', rate: 0.5, ...PLAIN, batchSize: 1 },
  { layers: [12, 6, 4], activation: 'relu', output: 'sigmoid', rate: 2, ...PLAIN, batchSize: 30 }
]
const EXAMPLES = 30
const EPOCHS = 25
const SEED = 3

const EXAMPLE_ORDERS = Array.from({ length: EPOCHS }, (_, epoch) =>
  epochOrder(counting(EXAMPLES), SEED, epoch)
)

function optimiserOf({ optimiser, momentum }: Problem): Optimiser {
  return optimiser === 'momentum' ? { kind: 'momentum', momentum } : { kind: optimiser }
}

function solveWith(create: (network: Network) => Engine, problem: Problem, examples: Examples) {
  const engine = create(problem)
  engine.load(startParameters(problem, 'scaled', SEED), null)
  const set = engine.addExamples(examples)
  const { batchSize, reduction, penalty, rate } = problem
  const steps = Math.ceil(EXAMPLES / batchSize)
  const rates = new Float32Array(steps).fill(rate)
  const optimiser = optimiserOf(problem)
  const costs = EXAMPLE_ORDERS.flatMap((order, epoch) => {
    const settings = { batchSize, rates, optimiser, reduction, penalty, firstStep: epoch * steps }
    return [...engine.train(set, plan(order, settings)).costs]
  })
  return { weights: engine.parameters(), costs }
}

/** Writes a problem for oracle.py. On a big-endian machine the bytes would have to be turned. */
function writeProblem(folder: string, problem: Problem, examples: Examples): void {
  const write = (name: string, values: Float32Array | Uint32Array): void =>
    writeFileSync(join(folder, name), values)
  mkdirSync(folder)
  // the very number that the engine is given
  const settings = { ...problem, rate: Math.fround(problem.rate) }
  writeFileSync(join(folder, 'settings.json'), JSON.stringify(settings))
  write('start.f32', startParameters(problem, 'scaled', SEED))
  write('inputs.f32', Float32Array.from(examples.inputs))
  const targets = [...counting(EXAMPLES)].flatMap((i) => [...wantedOutputs(problem, examples, i)])
  write('targets.f32', Float32Array.from(targets))
  write('order.u32', Uint32Array.from(EXAMPLE_ORDERS.flatMap((order) => [...order])))
}

function readNumbers(file: string): Float64Array {
  return new Float64Array(new Uint8Array(readFileSync(file)).buffer)
}

/** A Python that has NumPy, if this machine has one. */
function findPython(): string | undefined {
  return ['python3', '/usr/bin/python3'].find(
    (command) => spawnSync(command, ['-c', 'import numpy']).status === 0
  )
}

describe('the problems put to NumPy', () => {
  it('are of every kind that it can solve', () => {
    expect(new Set(PROBLEMS.map(({ optimiser }) => optimiser))).toEqual(new Set(OPTIMISERS))
    const outputs = [...COSTS.map((cost) => outputOf({ cost }, [1, 2])), 'linear']
    expect(new Set(PROBLEMS.map(({ output }) => output))).toEqual(new Set(outputs))
    expect(PROBLEMS.some(({ batchSize }) => EXAMPLES % batchSize !== 0)).toBe(true)
  })
})

const python = findPython()
if (python) {
  describe('NumPy comes to the same weights', () => {
    let folder: string
    const examplesOf = PROBLEMS.map((problem) => randomExamples(problem, EXAMPLES, SEED))
    const folderOf = (index: number): string => join(folder, String(index))

    beforeAll(() => {
      folder = mkdtempSync(join(tmpdir(), 'downhill-oracle-'))
      PROBLEMS.forEach((problem, i) => writeProblem(folderOf(i), problem, examplesOf[i]))
      const script = resolve(import.meta.dirname, 'testing/oracle.py')
      const folders = PROBLEMS.map((_, i) => folderOf(i))
      const { status, stderr } = spawnSync(python, [script, ...folders], { encoding: 'utf8' })
      expect(stderr).toBe('')
      expect(status).toBe(0)
    })
    afterAll(() => rmSync(folder, { recursive: true }))

    const named = PROBLEMS.map((problem, index) => ({ index, ...problem }))
    it.each(named)('$index: $layers $activation $output $optimiser $reduction', ({ index }) => {
      const wanted = {
        weights: readNumbers(join(folderOf(index), 'weights.f64')),
        costs: readNumbers(join(folderOf(index), 'costs.f64'))
      }
      // they learn something, so that there is something to agree on
      const fifth = wanted.costs.length / 5
      const mean = (costs: Float64Array): number => costs.reduce((sum, cost) => sum + cost) / fifth
      expect(mean(wanted.costs.slice(-fifth))).toBeLessThan(mean(wanted.costs.slice(0, fifth)))
      for (const create of [createReferenceEngine, createEngine]) {
        const found = solveWith(create, PROBLEMS[index], examplesOf[index])
        expect(relativeError(found.weights, wanted.weights)).toBeLessThan(1e-5)
        expect(relativeError(found.costs, wanted.costs)).toBeLessThan(1e-5)
      }
    })
  })
} else {
  console.log('The engines are not compared with NumPy: there is no python3 with numpy here.')
}
