import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readNpz } from '../courier/testing/read-weights'
import { parameterCount } from '../shared/run-config'
import { sha256 } from '../store/checkpoint-hash'
import { batch, checkpoint, lease, newRun } from '../store/testing/fixtures'
import type { Analyst } from '../supervisor/analyst'
import { DownhillError } from '../shared/errors'
import type { Verification } from '../shared/verification'
import { parseArguments } from './arguments'
import { evaluate } from './evaluate'
import { createFakeTools, type FakeTools } from './testing/fake-tools'
import { describeVerdict, verify } from './verify'
import { saveWeights } from './weights'

let tools: FakeTools
afterEach(() => tools.remove())

/** Run 1 keeps the weights of epochs 0 and 2 and of a place after epoch 3; run 2 keeps none. */
function prepare(answers: Partial<Analyst> = {}): void {
  tools = createFakeTools(answers)
  const { server } = tools
  server.createRun(newRun({ name: 'Steep\u001b[2J' }), lease('me'))
  for (const epoch of [0, 1]) server.applyBatch(1, 'me', batch(epoch))
  const checkpoints = [
    checkpoint(0, 'schedule'),
    checkpoint(2, 'schedule'),
    checkpoint(3, 'latest', { step: 18_345 })
  ]
  server.applyBatch(1, 'me', batch(2, { checkpoints }))
  server.createRun(newRun(), lease('me'))
}

const evaluation = (changes: { runId?: number; epoch?: number; gradient?: boolean } = {}) =>
  evaluate({ name: 'evaluate', runId: 1, epoch: null, gradient: false, ...changes }, tools)

describe('evaluate', () => {
  it('measures the last weights', async () => {
    prepare()
    const { exitCode, document } = await evaluation()
    expect(exitCode).toBe(0)
    const { sha256 } = tools.server.runDetail(1).checkpoints[2]
    expect(tools.output.lines).toEqual([
      'Run 1, “Steep [2J”, after epoch 3 and a part (step 18345):',
      'Test set:     accuracy 90.00 % of 10,000, cost 0.5000',
      'Training set: accuracy 95.00 %, cost -',
      `SHA-256 of these weights: ${sha256}`
    ])
    expect(document).toEqual({
      runId: 1,
      epoch: 3,
      step: 18_345,
      weightsSha256: sha256,
      test: { accuracy: 0.9, cost: 0.5 },
      trainingSet: { accuracy: 0.95, cost: null }
    })
  })

  it('measures those at the end of an epoch, and their gradient', async () => {
    const asked: number[] = []
    prepare({
      gradientNorms: async ({ parameters }) => {
        asked.push(parameters[0])
        return [0.25, 1 / 3, 2]
      }
    })
    const { document } = await evaluation({ epoch: 2, gradient: true })
    expect(document).toMatchObject({ step: 12_000, gradientNorms: [0.25, 1 / 3, 2] })
    expect(asked).toEqual([tools.server.readCheckpoint(1, 2).parameters[0]])
    expect(tools.output.lines).toContain('Gradient in layer 2 (16 to 16): norm 0.3333')
  })

  it('says which weights there are, where the wanted ones are not', async () => {
    prepare()
    await expect(evaluation({ epoch: 1 })).rejects.toThrow(
      'Run 1 keeps no weights of epoch 1; it keeps those of 0, 2.'
    )
    // only those of a place within the epoch after it
    await expect(evaluation({ epoch: 3 })).rejects.toThrow('keeps no weights of epoch 3')
    await expect(evaluation({ runId: 2 })).rejects.toThrow('Run 2 has no stored weights yet.')
    await expect(evaluation({ runId: 3 })).rejects.toThrow('There is no run 3.')
  })
})

describe('weights', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'downhill-weights-'))
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  /** Run 1 has a network of 784-16-10 with weights of epochs 0 and 1. */
  function trainSmall(): void {
    tools = createFakeTools()
    const layers = [784, 16, 10]
    tools.server.createRun(newRun({ name: 'Small', layers }), lease('me'))
    const parameters = new Uint8Array(parameterCount(layers) * 4).fill(1)
    for (const epoch of [0, 1]) {
      const checkpoints = [
        checkpoint(epoch, 'schedule', { parameters, sha256: sha256(parameters) })
      ]
      tools.server.applyBatch(1, 'me', batch(epoch, { checkpoints }))
    }
  }
  const save = (file: string, epoch: number | null = null) => {
    const command = parseArguments(['weights', '1', '--out', join(folder, file)])
    if (!('command' in command) || command.command.name !== 'weights') throw new Error('misread')
    return saveWeights({ ...command.command, epoch }, tools)
  }

  it('are written in the format that the ending says', async () => {
    trainSmall()
    for (const file of ['a.npz', 'a.safetensors', 'a.onnx', 'b.PY']) {
      const { document } = await save(file, 0)
      expect(document).toMatchObject({ file: join(folder, file), epoch: 0 })
    }
    expect(readdirSync(folder).sort()).toEqual(
      ['a.npz', 'a.onnx', 'a.safetensors', 'b.PY', 'b.npz'].sort()
    )
    const { arrays, facts } = readNpz(readFileSync(join(folder, 'a.npz')))
    expect(arrays.W1.shape).toEqual([16, 784])
    expect(facts).toMatchObject({ run: 'Small', epoch: 0 })
    expect(tools.output.lines[0]).toMatch(
      /^Weights of run 1, “Small”, after epoch 0 written to .*a\.npz \(\d+\.\d kB\)\.$/
    )
  })

  it('replace no file, and need an ending that is known', async () => {
    trainSmall()
    await save('a.npz')
    await expect(save('a.npz')).rejects.toThrow('is there already')
    expect(() => save('a.h5')).toThrow(
      'weights needs --out FILE, with one of the endings .npz, .safetensors, .onnx, .py.'
    )
  })
})

describe('verify', () => {
  const identical: Verification = { verdict: 'identical', epochs: 1, checkpoints: 3 }
  const verification = (...runIds: number[]) => verify({ name: 'verify', runIds }, tools)

  it('repeats each run, with what was stored of it', async () => {
    prepare({
      verify: async ({ epochs, checkpoints, numerics }, { onProgress } = {}) => {
        onProgress?.({ epoch: 1, epochs: 2 })
        return epochs.length === 3 && checkpoints.length === 3 && numerics === 2
          ? identical
          : { verdict: 'nothing-stored' }
      }
    })
    expect(await verification(1)).toEqual({
      exitCode: 0,
      document: { runs: [{ runId: 1, name: 'Steep\u001b[2J', ...identical }] }
    })
    expect(tools.output.lines).toEqual([
      ' 50 % · run 1 · epoch 1 of 2 the same',
      'Run 1, “Steep [2J”: identical (1 epoch, 3 checkpoints)'
    ])
    expect((await verification(1, 2)).exitCode).toBe(1)
  })

  it('stops when the person wants it to', async () => {
    prepare({
      verify: (_plan, { calledOff } = {}) =>
        new Promise((_resolve, reject) => {
          calledOff?.addEventListener('abort', () =>
            reject(new DownhillError('cancelled', 'Called off.'))
          )
        })
    })
    const answer = verification(1, 2)
    await new Promise(setImmediate)
    tools.stop()
    expect(await answer).toEqual({ exitCode: 130, document: { runs: [] } })
    expect(tools.output.lines.at(-1)).toBe('Stopped. Nothing was changed.')
  })

  it('goes on where one run cannot be verified', async () => {
    prepare({ verify: async () => identical })
    const message = 'There is no run 99.'
    expect(await verification(99, 1)).toEqual({
      exitCode: 1,
      document: {
        runs: [
          { runId: 99, error: { code: 'not-found', message } },
          { runId: 1, name: 'Steep\u001b[2J', ...identical }
        ]
      }
    })
    expect(tools.errors.lines).toEqual([`Run 99: ${message}`])
  })

  it('passes on what nobody foresaw', async () => {
    prepare({ verify: () => Promise.reject(new TypeError('A mistake of ours.')) })
    await expect(verification(1)).rejects.toThrow('A mistake of ours.')
  })

  it.each<[Verification, string]>([
    [{ verdict: 'identical', epochs: 30, checkpoints: 1 }, 'identical (30 epochs, 1 checkpoint)'],
    [{ verdict: 'differs', epoch: 7 }, 'differs first at epoch 7'],
    [
      { verdict: 'other-numerics', numerics: 1 },
      'made by numerics version 1, which this Downhill cannot repeat'
    ],
    [{ verdict: 'nothing-stored' }, 'nothing was stored that could be compared']
  ])('words %j', (verification, words) => {
    expect(describeVerdict(verification)).toBe(words)
  })
})
