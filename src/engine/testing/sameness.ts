import type { DatasetInfo } from '../../shared/dataset'
import { createWorkshop } from '../create-engine'
import type { Engine, Examples } from '../engine'
import { networkOfRun, type Network } from '../network'
import { createTraining, type Position, type Training } from '../training'
import { SAMENESS_RUNS, type SamenessRun } from './sameness-runs'
import { SMALL_INFO, smallExamples } from './small-run'
import { walk } from './walk'

/** Handwritten digits: TRAINING_DIGITS of them to learn from, then TEST_DIGITS to be tested on. */
export interface Digits {
  /** 784 grey values each. */
  images: Uint8Array
  labels: Uint8Array
}

const TRAINING_DIGITS = 2000
const TEST_DIGITS = 500
export const DIGITS = TRAINING_DIGITS + TEST_DIGITS

/** SHA-256 of what a run came to; the same on every machine. */
export interface SamenessHashes {
  /** Of the last weights, as a checkpoint stores them; null where the run diverged. */
  weights: string | null
  /** Of all costs and all that was told of each epoch. */
  told: string
}

async function sha256(bytes: Uint8Array): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', new Uint8Array(bytes))
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

function digitExamples({ images, labels }: Digits, first: number, count: number): Examples {
  return {
    count,
    inputSize: 784,
    inputs: images.subarray(first * 784, (first + count) * 784),
    answers: { kind: 'classes', labels: labels.subarray(first, first + count) },
    imageWidth: 28
  }
}

const DIGITS_INFO = { ...SMALL_INFO, id: 'digits', inputSize: 784, classes: 10 }

/** What the runs learn from and are tested on. */
type SamenessData = Record<
  SamenessRun['data'],
  { info: DatasetInfo; training: Examples; test: Examples }
>

export function samenessData(digits: Digits): SamenessData {
  return {
    rows: { info: SMALL_INFO, training: smallExamples(40, 1), test: smallExamples(20, 2) },
    digits: {
      info: DIGITS_INFO,
      training: digitExamples(digits, 0, TRAINING_DIGITS),
      test: digitExamples(digits, TRAINING_DIGITS, TEST_DIGITS)
    }
  }
}

export function beginSamenessRun(
  { config, data: name, rateChanges }: SamenessRun,
  data: SamenessData,
  createEngine: (network: Network) => Engine,
  from: Position | null = null
): Training {
  const { info, training, test } = data[name]
  const engine = createEngine(networkOfRun(config, info))
  return createTraining({ engine, config, training, test, from, rateChanges })
}

async function hashesOf(run: Training): Promise<SamenessHashes> {
  const start = run.evaluateStart()
  const { costs, epochs } = walk(run, () => 50)
  const weights = run.position()?.parameters
  // JSON has every digit of a number; where a run diverges its cost is null
  const told = new TextEncoder().encode(JSON.stringify({ start, costs, epochs }))
  return { weights: weights ? await sha256(weights) : null, told: await sha256(told) }
}

/** Makes every run of sameness-runs.ts on the fast engine. Runs anywhere: in Node and in a page. */
export async function samenessHashes(digits: Digits): Promise<Record<string, SamenessHashes>> {
  const data = samenessData(digits)
  const workshop = createWorkshop()
  const hashes: Record<string, SamenessHashes> = {}
  for (const run of SAMENESS_RUNS) {
    hashes[run.name] = await hashesOf(beginSamenessRun(run, data, workshop.engine))
  }
  return hashes
}
