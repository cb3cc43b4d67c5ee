import { describe, expect, it } from 'vitest'
import { createEngine } from '../../engine/create-engine'
import { networkOfRun } from '../../engine/network'
import { createTraining, type EpochResult } from '../../engine/training'
import { RECIPE_NAMES, recipeId, usualRecipe, type RecipeName } from '../../shared/dataset-recipe'
import { PLAIN_SETTINGS, type RunConfig } from '../../shared/run-config'
import { loadDataset, loadTestExamples } from '../load'
import { findMade } from './made'

const usual = (name: RecipeName): string => recipeId(usualRecipe(name))

function make(id: string): NonNullable<ReturnType<typeof findMade>> {
  const made = findMade(id)
  if (!made) throw new Error(`${id} is no recipe`)
  return made
}

describe('a data set that is made', () => {
  it('is the same to the bit on every machine, and in every version of this program', () => {
    const fingerprints = RECIPE_NAMES.map((name) => [name, make(usual(name)).info.fingerprint])
    expect(Object.fromEntries(fingerprints)).toMatchInlineSnapshot(`
      {
        "blobs": "d90e0f1df521570e6034870c5430ebaecac283cd2390036ae4828c44f6f79d63",
        "circles": "07e584d8390045f41597eac1e98ed6592e5d7a0da49e85befe38139ef415d423",
        "hill": "8b1b4260d656d71c45657cf1c47c1142d85f9b777cbcd49d7bc8e39828cdf24f",
        "moons": "129c95af1747103ff0fab39d0e232eef40bdad8cc101018c85f9fccafe7a45fd",
        "spiral": "52cff0a3099735438d387ba7f59d07ae521372360b352b10c4b21998b0ad8a59",
        "step": "36ed6cd29b4985ab59761af9f9091775b1dc30c29148d0a8e06ec5d4daad4d6a",
        "wave": "183aee2da02293410808db06a78147744b3bfedea64eff4c02897a549770c53e",
        "xor": "9ab149f3600a72c0ff6e60867cf8bbe18f4aad62cbf44bbe685b1ca37bcc74b7",
      }
    `)
    expect(
      make('blobs:count=10000,noise=1,seed=4294967295').info.fingerprint
    ).toMatchInlineSnapshot(`"9ee829a6b7edbdbeca0968a077e118052f008bb2dd6b6e5e7c9e50e372106163"`)
  })

  it('is made once, and again after others', () => {
    const first = make(usual('moons'))
    expect(make(usual('moons'))).toBe(first)
    for (let seed = 2; seed < 30; seed++) make(`xor:count=50,noise=0,seed=${seed}`)
    const again = make(usual('moons'))
    expect(again).not.toBe(first)
    expect(again).toEqual(first)
  })

  it('is loaded by its id, from no folder', async () => {
    const id = 'spiral:count=51,noise=0.2,seed=3'
    const { info, training, test } = await loadDataset('nowhere', id)
    expect(info).toMatchObject({ id, trainingCount: 41, testCount: 10, classes: 3, inputSize: 2 })
    expect([training.inputs.length, test.inputs.length]).toEqual([82, 20])
    expect(await loadTestExamples('nowhere', id)).toBe(test)
    await expect(loadDataset('nowhere', `${id}0,`)).rejects.toHaveProperty(
      'code',
      'dataset-missing'
    )
  })

  it('has as many of each class, about -1..1, and finite', () => {
    for (const name of RECIPE_NAMES) {
      const { training, info } = make(usual(name))
      const furthest = Math.max(...Array.from(training.inputs, Math.abs))
      expect(furthest).toBeGreaterThan(0.7)
      expect(furthest).toBeLessThan(1.5)
      if (training.answers.kind === 'values') continue
      const counts = new Array<number>(info.classes).fill(0)
      for (const label of training.answers.labels) counts[label]++
      expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1)
    }
  })

  it('is moved by more noise, point by point, and not dealt out anew', () => {
    const shifts = [0, 0.1, 0.2].map((noise) => make(`moons:count=50,noise=${noise},seed=1`))
    const [none, some, more] = shifts.map(({ training }) => training.inputs)
    none.forEach((value, index) => {
      expect(more[index] - value).toBeCloseTo(2 * (some[index] - value), 6)
    })
    expect(some).not.toEqual(none)
  })
})

const SMALL_NETWORK = {
  ...PLAIN_SETTINGS,
  hiddenLayers: [16],
  activation: 'tanh',
  cost: 'cross-entropy',
  batchSize: 20,
  learningRate: 0.3,
  epochs: 50,
  seed: 1
} as const satisfies Omit<RunConfig, 'dataset'>

/** The best epoch counts: with noise in the data, not every one does. */
function learn(id: string, changes: Partial<RunConfig>): EpochResult[] {
  const { info, training, test } = make(id)
  const config: RunConfig = { ...SMALL_NETWORK, ...changes, dataset: id }
  const run = createTraining({
    engine: createEngine(networkOfRun(config, info)),
    config,
    training,
    test,
    from: null,
    rateChanges: []
  })
  const epochs: EpochResult[] = []
  while (!run.isFinished && !run.hasDiverged) {
    const { epoch } = run.advance(1_000_000)
    if (epoch) epochs.push(epoch)
  }
  return epochs
}

describe('what a small network learns of it', () => {
  it.each(['moons', 'circles', 'xor', 'blobs'] as const)('parts %s', (name) => {
    const last = learn(usual(name), {}).at(-1)
    expect(last?.testAccuracy).toBeGreaterThanOrEqual(0.97)
  })

  it('parts the arms of a spiral within 300 epochs, which no straight lines do', () => {
    const spiral = usual('spiral')
    const deep = learn(spiral, { hiddenLayers: [16, 16], epochs: 300 }).at(-1)
    expect(deep?.testAccuracy).toBeGreaterThanOrEqual(0.97)
    const straight = learn(spiral, { hiddenLayers: [], epochs: 300 }).at(-1)
    expect(straight?.testAccuracy).toBeLessThan(0.8)
  })

  it('fits a wave, by one straight output and the quadratic cost', () => {
    const wave = 'wave:count=500,noise=0,seed=1'
    const settings = { cost: 'quadratic', learningRate: 0.1, epochs: 200 } as const
    const fitted = learn(wave, settings).at(-1)
    expect(fitted?.testCost).toBeLessThan(0.01)
    // nothing is ever right or wrong
    expect(fitted).toMatchObject({ testAccuracy: 0, trainingAccuracy: 0 })
    const line = learn(wave, { ...settings, hiddenLayers: [] }).at(-1)
    expect(line?.testCost).toBeGreaterThan(0.1)
  })
})
