import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { answersOfNumpy, findPython } from '../src/courier/testing/python'
import { readNpz, readSafetensors, type ReadWeights } from '../src/courier/testing/read-weights'
import { loadTestExamples } from '../src/datasets/load'
import type { Examples } from '../src/engine/engine'
import { createReferenceEngine } from '../src/engine/reference'
import type { RunDetail } from '../src/shared/run'
import { WEIGHT_FORMATS, type WeightFormat } from '../src/shared/files'
import { answerDialogs } from './dialogs'
import { expect, test } from './fixtures'
import { answersOfRuntime } from './onnx/runtime'
import { CHECKOUT, temporaryDataFolder, type Program } from './program'
import { seedRuns } from './runs'

const PIXELS = 784
const CLASSES = 10

let folder: string
let remove: () => void
let digits: Examples
let inputs: Float32Array
test.beforeAll(async () => {
  digits = await loadTestExamples(join(CHECKOUT, 'out/resources'), 'mnist')
  inputs = Float32Array.from(digits.inputs, (grey) => grey / 255)
})
test.beforeEach(() => {
  ;({ folder, remove } = temporaryDataFolder())
})
test.afterEach(() => remove())

const ENDINGS: Record<WeightFormat, string> = {
  npz: 'npz',
  safetensors: 'safetensors',
  onnx: 'onnx',
  pytorch: 'py'
}

async function saveWeights(
  program: Program,
  { run, checkpoints }: RunDetail,
  format: WeightFormat
): Promise<string> {
  const path = join(folder, `weights.${ENDINGS[format]}`)
  await answerDialogs(program, { save: path })
  const checkpointId = checkpoints.at(-1)?.id ?? 0
  const request = { runId: run.id, checkpointId, format, fileName: 'weights' }
  expect(await program.request('files.saveWeights', request)).toMatchObject({ path })
  return path
}

/** The share of the test images whose largest output is the right one. */
function accuracyOf(outputs: ArrayLike<number>): number {
  const { answers, count } = digits
  if (answers.kind !== 'classes') throw new Error('These are no classes.')
  const right = answers.labels.filter((label, row) => {
    const places = Array.from({ length: CLASSES }, (_, place) => outputs[row * CLASSES + place])
    return places.indexOf(Math.max(...places)) === label
  })
  return right.length / count
}

/** What the engine makes of arrays as another program reads them. */
function answer({ arrays }: ReadWeights, { run }: RunDetail): Float32Array {
  const { layers, config } = run
  const output = config.cost === 'quadratic' ? 'sigmoid' : 'softmax'
  const engine = createReferenceEngine({ layers, activation: config.activation, output })
  const flat = layers.slice(1).flatMap((_, index) => {
    const [weights, biases] = [arrays[`W${index + 1}`], arrays[`b${index + 1}`]]
    return [...weights.values, ...biases.values]
  })
  engine.load(Float32Array.from(flat), null)
  const rows = Array.from({ length: digits.count }, (_, row) => [
    ...engine.outputs(inputs.subarray(row * PIXELS, (row + 1) * PIXELS))
  ])
  return Float32Array.from(rows.flat())
}

test('saved weights have the accuracy elsewhere that the run has here, whoever reads them', async ({
  program
}) => {
  const [{ id }] = await seedRuns(program, [{ name: 'well read', config: { epochs: 1 } }])
  const detail = await program.request('runs.detail', { runId: id })
  const wanted = detail.run.lastTestAccuracy
  expect(wanted).toBeGreaterThan(0.7)

  const files = new Map<WeightFormat, string>()
  for (const format of WEIGHT_FORMATS) {
    files.set(format, await saveWeights(program, detail, format))
  }
  const bytes = (format: WeightFormat): Uint8Array => readFileSync(files.get(format) ?? '')
  expect(accuracyOf(answer(readNpz(bytes('npz')), detail))).toBe(wanted)
  expect(accuracyOf(answer(readSafetensors(bytes('safetensors')), detail))).toBe(wanted)
  expect(accuracyOf(answersOfRuntime(bytes('onnx'), inputs, digits.count).outputs)).toBe(wanted)

  const script = readFileSync(files.get('pytorch') ?? '', 'utf8')
  const [, beside] = /with_name\("(.+)"\)/.exec(script) ?? []
  // the name of the script's own was taken
  expect(beside).toBe('weights 2.npz')
  expect(readNpz(readFileSync(join(folder, beside))).arrays).toEqual(readNpz(bytes('npz')).arrays)

  const python = findPython('numpy')
  if (python === undefined) return
  for (const format of ['npz', 'safetensors'] as const) {
    const [found] = answersOfNumpy(python, [files.get(format) ?? ''], inputs)
    expect(accuracyOf(found)).toBe(wanted)
  }
})

test('the ONNX file gives the same ten numbers as the pad', async ({ program }) => {
  const [{ id }] = await seedRuns(program, [{ name: 'asked', config: { subset: 2000, epochs: 1 } }])
  const detail = await program.request('runs.detail', { runId: id })
  const model = readFileSync(await saveWeights(program, detail, 'onnx'))
  const rows = 20
  const { outputs } = answersOfRuntime(model, inputs.slice(0, rows * PIXELS), rows)
  for (let row = 0; row < rows; row++) {
    const answers = await program.page.evaluate(
      ({ runId, index }) =>
        window.downhill.request('datasets.sample', { dataset: 'mnist', index }).then((sample) =>
          sample.ok
            ? window.downhill.request('network.predict', {
                image: new Uint8Array(sample.value.image),
                sources: [{ runId, checkpoint: 'last' }]
              })
            : sample
        ),
      { runId: id, index: row }
    )
    if (!answers.ok || !Array.isArray(answers.value)) throw new Error('The pad did not answer.')
    const [{ outputs: wanted }] = answers.value
    wanted.forEach((value, place) => {
      expect(Math.abs(outputs[row * CLASSES + place] - value)).toBeLessThan(1e-5)
    })
  }
})
