import { createHash } from 'node:crypto'
import { strToU8, unzipSync, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { DownhillError } from '../shared/errors'
import type { TransferredRun } from '../shared/transfer'
import { readBundle, writeBundle } from './bundle'
import { smallBundle, smallRun } from './testing/small-bundle'

type Files = Record<string, Uint8Array>

/** The file of two small runs, with its contents changed; hashes are made to fit unless told otherwise. */
function forge(change: (files: Files) => void, { fitHashes = true } = {}): Uint8Array {
  const files: Files = { ...unzipSync(writeBundle(smallBundle())) }
  change(files)
  if (fitHashes && 'manifest.json' in files) {
    edit(files, 'manifest.json', (manifest) => {
      manifest.entries = Object.entries(files)
        .filter(([name]) => name !== 'manifest.json')
        .map(([name, bytes]) => ({
          name,
          size: bytes.length,
          sha256: createHash('sha256').update(bytes).digest('hex')
        }))
    })
  }
  return zipSync(files)
}

function edit(files: Files, name: string, change: (value: Record<string, unknown>) => void): void {
  const value: Record<string, unknown> = JSON.parse(new TextDecoder().decode(files[name]))
  change(value)
  files[name] = strToU8(JSON.stringify(value))
}

function refusal(file: Uint8Array): string {
  try {
    readBundle(file)
  } catch (error) {
    if (error instanceof DownhillError) return `${error.code}: ${error.message}`
    throw error
  }
  return 'accepted'
}

/** What is wrong, how it is refused, and how to make a run so. */
type Change = [string, string, (run: Record<string, unknown>) => void]

/** The last of a list in a run. */
function lastOf(run: Record<string, unknown>, list: string): Record<string, unknown> {
  const rows = run[list]
  return Object(Array.isArray(rows) ? rows.at(-1) : undefined)
}

const FIRST = 'runs/1/run.json'
const WEIGHTS = 'runs/1/step-4.weights'

describe('a .downhill file', () => {
  it('gives back what was written, to the last bit', () => {
    expect(readBundle(writeBundle(smallBundle()))).toEqual(smallBundle())
    expect(readBundle(writeBundle(smallBundle([])))).toEqual(smallBundle([]))
  })

  it('may be packed by another program', () => {
    expect(refusal(forge(() => undefined))).toBe('accepted')
  })

  it('of a newer format is refused with both versions', () => {
    const file = forge((files) =>
      edit(files, 'manifest.json', (manifest) =>
        Object.assign(manifest, { version: 2, program: '0.9.0', more: true })
      )
    )
    expect(refusal(file)).toBe(
      'bundle-newer: This file was written by Downhill 0.9.0 in format 2; this Downhill reads up to format 1. A newer Downhill opens it.'
    )
  })

  it.each<[string, (files: Files) => void]>([
    ['manifest.json is missing', (files) => delete files['manifest.json']],
    [
      'manifest.json does not name its format',
      (files) => edit(files, 'manifest.json', (manifest) => delete manifest.format)
    ],
    [`${FIRST} cannot be read`, (files) => (files[FIRST] = files[FIRST].subarray(1))],
    [`${WEIGHTS} is missing`, (files) => Reflect.deleteProperty(files, WEIGHTS)],
    [`${WEIGHTS} does not fit the network`, (files) => (files[WEIGHTS] = new Uint8Array(4))],
    [`${WEIGHTS} does not match its SHA-256`, (files) => files[WEIGHTS].fill(1, 0, 4)],
    [
      'runs/1/step-8.weights holds numbers that are not finite',
      (files) => files['runs/1/step-8.weights'].fill(0xff, -4)
    ],
    ['notes.txt does not belong into it', (files) => (files['notes.txt'] = strToU8('hello'))],
    [
      `${FIRST}: the whole is not as it must be`,
      (files) => edit(files, FIRST, (run) => (run.more = 1))
    ],
    [`${FIRST}: status is not`, (files) => edit(files, FIRST, (run) => (run.status = 'running'))],
    [`${FIRST}: uuid is not`, (files) => edit(files, FIRST, (run) => (run.uuid = 'x'))],
    [
      'it holds one run twice',
      (files) => edit(files, FIRST, (run) => (run.uuid = smallRun(2).record.uuid))
    ],
    [
      `${FIRST}: the layers are not those of the settings`,
      (files) => edit(files, FIRST, (run) => (run.layers = [784, 4, 10]))
    ],
    [
      `${FIRST}: the steps do not make whole epochs`,
      (files) => edit(files, FIRST, (run) => (run.totalSteps = 13))
    ],
    [
      `${FIRST}: it has gone further than it can`,
      (files) => edit(files, FIRST, (run) => (run.step = 15))
    ]
  ])('is refused where %s', (reason, change) => {
    const start = 'bundle-damaged: This is no sound .downhill file: '
    expect(refusal(forge(change)).startsWith(start + reason)).toBe(true)
  })

  const late = (list: string, step: number): Change => [
    `${list} are from further on`,
    'something in it is from further on than it has come',
    (run) => Object.assign(lastOf(run, list), { step, epoch: 3 })
  ]
  const sums = (change: Record<string, number>): Change => [
    `sums have ${Object.entries(change).flat().join(' ')}`,
    'the sums of a checkpoint cannot be',
    (run) => Object.assign(Object(lastOf(run, 'checkpoints').sums), change)
  ]
  it.each<Change>([
    late('epochs', 12),
    late('checkpoints', 12),
    [
      'a point is from further on',
      'something in it is from further on than it has come',
      (run) => Object.assign(lastOf(run, 'points'), { block: 10, step: 11 })
    ],
    [
      'it has finished too early',
      'it has finished before its last step',
      (run) => (run.status = 'finished')
    ],
    [
      'it is from the year 9000',
      'it was made in the future',
      (run) => (run.createdAt = '9000-01-01T00:00:00Z')
    ],
    [
      'it was forked from itself',
      'it was forked from what cannot be',
      (run) => (Object(run.forkedFrom).uuid = run.uuid)
    ],
    [
      'it was forked further on than it has come',
      'it was forked from what cannot be',
      (run) => Object.assign(Object(run.forkedFrom), { step: 11, epoch: 2 })
    ],
    ['its day is none', 'createdAt is not', (run) => (run.createdAt = '2025-02-30T00:00:00Z')],
    ['its name hides', 'name is not', (run) => (run.name = 'a\u001b[2J')],
    ['its author hides', 'author is not', (run) => (run.author = 'a\nb')],
    ['its name is long', 'name is not', (run) => (run.name = 'a'.repeat(121))],
    ['it took ages', 'engineSeconds is not', (run) => (run.engineSeconds = 1e12)],
    [
      'a cost is negative',
      'epochs.2.testCost is not',
      (run) => (lastOf(run, 'epochs').testCost = -1)
    ],
    ['a cost is negative', 'points.4.cost is not', (run) => (lastOf(run, 'points').cost = -1)],
    sums({ blockSteps: 1 }),
    sums({ blockCost: 1 }),
    sums({ epochCorrect: 9 }),
    sums({ epochExamples: 21 }),
    sums({ epochExamples: 1, epochCorrect: 1 })
  ])('is refused where %s', (_, reason, change) => {
    expect(refusal(forge((files) => edit(files, FIRST, change)))).toContain(`${FIRST}: ${reason}`)
  })

  it.each([
    ['program', 'a\u0007'],
    ['program', 'a'.repeat(41)],
    ['author', 'a\u009b2J'],
    ['author', 'a'.repeat(121)]
  ])('is refused where %s is %j', (field, value) => {
    const file = forge((files) =>
      edit(files, 'manifest.json', (manifest) => (manifest[field] = value))
    )
    expect(refusal(file)).toContain(
      'bundle-damaged: This is no sound .downhill file: manifest.json'
    )
  })

  it('is refused where the start has sums already', () => {
    const { config } = smallRun(1).record
    // with blocks of two steps
    const changes = { config: { ...config, epochs: 1000 }, totalSteps: 4000, points: [] }
    const sound = smallRun(1, changes)
    expect(refusal(writeBundle(smallBundle([sound])))).toBe('accepted')
    for (const field of ['blockSteps', 'epochCost'] as const) {
      const run = smallRun(1, changes)
      run.record.checkpoints[0].sums[field] = 1
      expect(refusal(writeBundle(smallBundle([run])))).toContain('the sums of a checkpoint cannot')
    }
  })

  it('may hold a finer cost curve than is made here, of a run that has come to its end', () => {
    const fine = (changes: Partial<TransferredRun['record']> = {}): string => {
      const run = smallRun(1)
      const { config, epochs, checkpoints } = run.record
      const last = { ...epochs[0], epoch: 1, step: 20_000 }
      Object.assign(run.record, {
        config: { ...config, epochs: 1 },
        ...{ totalSteps: 20_000, step: 20_000, epoch: 1, status: 'finished', blockLength: 2 },
        forkedFrom: undefined,
        points: Array.from({ length: 10_000 }, (_, block) => ({
          ...{ block, step: 2 * block + 2, cost: 1 }
        })),
        epochs: [epochs[0], last],
        checkpoints: checkpoints.slice(0, 1),
        ...changes
      })
      return refusal(writeBundle(smallBundle([{ ...run, weights: run.weights.slice(0, 1) }])))
    }
    expect(fine()).toBe('accepted')
    expect(fine({ status: 'diverged' })).toBe('accepted')
    expect(fine({ status: 'stopped' })).toContain('its cost curve cannot be gone on with')
    expect(fine({ blockLength: 1, points: [] })).toContain('its cost curve is finer than any')
    expect(fine({ blockLength: 3 })).toContain('the cost curve is not in order')
    expect(fine({ blockLength: undefined })).toContain('the cost curve is not in order')
  })

  it('is refused where a checkpoint lacks what the optimiser remembers', () => {
    const run = smallRun(1)
    run.weights[2].optimiserState = null
    run.record.checkpoints[2].optimiserSlots = 0
    expect(refusal(writeBundle(smallBundle([run])))).toContain(
      'what the optimiser remembers does not belong to it'
    )
  })

  it.each([
    ['rateChanges', 'the changes of the learning rate are not in order'],
    ['points', 'the cost curve is not in order'],
    ['epochs', 'the epochs are not in order'],
    ['checkpoints', 'the checkpoints are not in order']
  ])('is refused where %s stand twice', (list, reason) => {
    const double = (run: Record<string, unknown>): void => {
      run[list] = [run[list], run[list]].flat()
    }
    expect(refusal(forge((files) => edit(files, FIRST, double)))).toContain(reason)
  })

  it('is refused where an optimiser remembers what it cannot', () => {
    const change = (files: Files): void =>
      edit(files, FIRST, (run) =>
        Object.assign(run, { config: { ...smallRun(1).record.config, optimiser: 'plain' } })
      )
    expect(refusal(forge(change))).toContain('what the optimiser remembers does not belong to it')
  })

  it('is refused where something does not match its hash, or is not listed', () => {
    const altered = (files: Files): void => {
      const text = new TextDecoder().decode(files[FIRST])
      files[FIRST] = strToU8(text.replace('Ünter 1', 'Ünter 7'))
    }
    expect(refusal(forge(altered, { fitHashes: false }))).toContain('does not match its SHA-256')
    const added = (files: Files): void => {
      files['runs/3/run.json'] = files[FIRST]
    }
    expect(refusal(forge(added, { fitHashes: false }))).toContain(
      'runs/3/run.json does not belong into it'
    )
  })
})
