import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parametersFromBytes } from '../../engine/network'
import { createReferenceEngine } from '../../engine/reference'
import { sampleNetwork, sampleNetworks, type SampleNetwork } from '../testing/networks'
import { answersOfNumpy, findPython } from '../testing/python'
import { readNpz, readSafetensors } from '../testing/read-weights'
import { toNpz } from './npz'
import { toPytorch } from './pytorch'
import { toSafetensors } from './safetensors'

const NOW = Date.UTC(2026, 0, 2)
const FORMATS = {
  npz: { write: (sample: SampleNetwork) => toNpz(sample.stored, NOW), read: readNpz },
  safetensors: {
    write: (sample: SampleNetwork) => toSafetensors(sample.stored),
    read: readSafetensors
  }
}
const formats = Object.keys(FORMATS) as (keyof typeof FORMATS)[]

describe.each(formats)('weights as %s', (format) => {
  const { write, read } = FORMATS[format]

  it('hold every number in its place', () => {
    const sample = sampleNetwork({ hiddenLayers: [3, 2] })
    const { arrays } = read(write(sample))
    const shapes = Object.entries(arrays).map(([name, { shape }]) => [name, shape])
    expect(shapes).toEqual([
      ['W1', [3, 784]],
      ['b1', [3]],
      ['W2', [2, 3]],
      ['b2', [2]],
      ['W3', [10, 2]],
      ['b3', [10]]
    ])
    const flat = Object.values(arrays).flatMap(({ values }) => [...values])
    expect(flat).toEqual([...parametersOf(sample)])
  })

  it('say what they are', () => {
    const { facts } = read(write(sampleNetwork()))
    expect(facts).toMatchObject({
      madeBy: 'Downhill 1.2.3',
      run: 'Ada’s "first" run',
      author: 'Ada',
      hiddenActivation: 'sigmoid',
      outputActivation: 'sigmoid'
    })
    // safetensors allows texts only
    const asWritten = (fact: unknown): unknown =>
      format === 'npz' ? fact : JSON.parse(String(fact))
    expect(asWritten(facts.layers)).toEqual([784, 16, 16, 10])
    expect(asWritten(facts.settings)).toEqual(sampleNetwork().stored.config)
    expect(asWritten(facts.testAccuracy)).toBe(0.9321)
  })
})

function parametersOf({ stored }: SampleNetwork): Float32Array {
  const bytes = Buffer.concat(stored.tensors.map((tensor) => tensor.bytes))
  return parametersFromBytes(bytes, stored.layers)
}

describe('a script for PyTorch', () => {
  it('has the settings of the run, and the rate of that moment', () => {
    const { stored } = sampleNetwork()
    const script = toPytorch(stored, 'ada.npz')
    expect(script).toContain('RUN = "Ada’s \\"first\\" run"')
    expect(script).toContain('with_name("ada.npz")')
    expect(script).toContain('LAYERS = [784, 16, 16, 10]')
    expect(script).toContain('LEARNING_RATE = 0.75')
    expect(script).toContain('STORED_ACCURACY = 0.9321')
    expect(script).toContain('nn.Linear(inputs, outputs), nn.Sigmoid()')
    expect(script).toContain('((answers(z) - wanted) ** 2).sum(dim=1).mean()')
    expect(script).not.toMatch(/Step|SHIFT|L2|Not carried over/)
  })

  it('has no more of the settings than are in use', () => {
    const { stored } = sampleNetwork({
      activation: 'step',
      cost: 'cross-entropy',
      optimiser: 'momentum',
      momentum: 0.9,
      reduction: 'sum',
      l2: 0.5,
      shift: 2,
      schedule: 'cosine',
      subset: 1000,
      shuffledLabels: 0.5
    })
    const script = toPytorch(stored, 'ada.npz')
    expect(script).toContain('class Step(nn.Module)')
    expect(script).toContain('nn.functional.cross_entropy(z, labels)')
    expect(script).toContain('lr=rate, momentum=0.9)')
    expect(script).toContain('loss = loss * len(batch)')
    expect(script).toContain('L2 = 0.5')
    expect(script).toContain('shifted(images[batch])')
    expect(script).toMatch(
      /the falling learning rate.*the optimiser.*from all.*here they are right/
    )
  })
})

const python = findPython()
const withNumpy = findPython('numpy')

if (python) {
  describe('Python', () => {
    it.each(sampleNetworks().map(({ stored }) => [stored.config.activation, stored] as const))(
      'understands the script for a network of %s',
      (_, stored) => {
        const script = toPytorch(stored, 'weights.npz')
        const check = 'import ast, sys; ast.parse(sys.stdin.read())'
        const { stderr } = spawnSync(python, ['-c', check], { input: script, encoding: 'utf8' })
        expect(stderr).toBe('')
      }
    )
  })
} else {
  console.log('The scripts for PyTorch are not parsed: there is no python3 here.')
}

if (withNumpy) {
  describe('NumPy answers as the engine does', () => {
    const cases = formats.flatMap((format) =>
      sampleNetworks().map((sample) => ({ format, sample, ...sample.network }))
    )
    const inputs = Float32Array.from({ length: 3 * 784 }, (_, i) => ((i * 7919) % 256) / 255)
    const answers = new Map<(typeof cases)[number], Float64Array>()
    let folder: string
    beforeAll(() => {
      folder = mkdtempSync(join(tmpdir(), 'downhill-formats-'))
      const files = cases.map(({ format, sample }, place) => {
        const file = join(folder, `${place}.${format}`)
        writeFileSync(file, FORMATS[format].write(sample))
        return file
      })
      const all = answersOfNumpy(withNumpy, files, inputs)
      cases.forEach((one, place) => answers.set(one, all[place]))
    })
    afterAll(() => rmSync(folder, { recursive: true }))

    it.each(cases)('$format of $layers $activation $output', (one) => {
      const { sample } = one
      const engine = createReferenceEngine(sample.network)
      engine.load(parametersOf(sample), null)
      const wanted = [0, 1, 2].flatMap((row) => [
        ...engine.outputs(inputs.subarray(row * 784, (row + 1) * 784))
      ])
      const found = answers.get(one) ?? []
      expect(found).toHaveLength(30)
      found.forEach((output, index) => expect(output).toBeCloseTo(wanted[index], 5))
    })
  })
} else {
  console.log('Saved weights are not read by NumPy: there is no python3 with numpy here.')
}
