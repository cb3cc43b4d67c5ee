import fc from 'fast-check'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readBundle, writeBundle } from '../bundle/bundle'
import { smallBundle, smallRun } from '../bundle/testing/small-bundle'
import { DownhillError } from '../shared/errors'
import { batch, checkpoint, lease, newRun, point } from '../store/testing/fixtures'
import { exportRuns } from './export-runs'
import { importRuns } from './import-runs'
import { createFakeTools, type FakeTools } from './testing/fake-tools'

let folder: string
let tools: FakeTools
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'downhill-transfer-'))
  tools = createFakeTools()
})
afterEach(() => {
  tools.remove()
  rmSync(folder, { recursive: true })
})

const file = (name: string): string => join(folder, name)

function write(name: string, bytes: Uint8Array): string {
  writeFileSync(file(name), bytes)
  return file(name)
}

const take = (...files: string[]) => importRuns({ name: 'import', files }, tools)
const give = (runIds: number[], name: string, author: string | null = null) =>
  exportRuns({ name: 'export', runIds, file: file(name), author }, tools)

/** Run 1 of this library, which is under way. */
function train(): void {
  tools.server.createRun(newRun(), lease('me'))
  tools.server.applyBatch(1, 'me', batch(1, { points: [point(0)] }))
}

describe('a run that is passed on', () => {
  it('is the same there: summary, curves, checkpoints, and how it would go on', async () => {
    await take(write('a.downhill', writeBundle(smallBundle())))
    const { server } = tools
    const { record } = smallRun(1)
    expect(server.runSummary(1)).toMatchObject({
      name: 'Ünter 1',
      config: record.config,
      numerics: 2,
      status: 'stopped',
      resumable: true,
      createdAt: '2025-03-01T12:00:00.123Z',
      rateChanges: record.rateChanges,
      startSha256: record.checkpoints[0].sha256,
      weightsSha256: record.checkpoints[3].sha256,
      lastTestAccuracy: 0.6,
      step: 10
    })
    expect(server.curves([1])[0]).toEqual({
      runId: 1,
      points: record.points,
      epochs: record.epochs
    })
    expect(server.runDetail(1).checkpoints.map(({ step, role }) => [step, role])).toEqual([
      [0, 'schedule'],
      [4, 'schedule'],
      [8, 'best'],
      [10, 'latest']
    ])
    const { sums } = record.checkpoints[3]
    expect(server.resumePoint(1).from).toEqual({
      epoch: 2,
      step: 10,
      sums,
      ...smallRun(1).weights[3]
    })
    expect(server.exportRun(1)).toEqual(smallRun(1, { author: 'Ada' }))
  })

  it('keeps its author, and has that of the file without', async () => {
    const runs = [smallRun(1, { author: 'Grace' }), smallRun(2)]
    await take(write('a.downhill', writeBundle(smallBundle(runs))))
    await give([1, 2], 'b.downhill', 'Ada')
    const { author, program, runs: given } = readBundle(readFileSync(file('b.downhill')))
    expect([author, given.map(({ record }) => record.author)]).toEqual(['Ada', ['Grace', 'Ada']])
    expect(program).toMatch(/^\d+\.\d+\.\d+$/)
    expect(tools.server.listRuns().map((run) => run.author)).toEqual(['Ada', 'Grace'])
  })

  it('comes in once, also when it was deleted meanwhile', async () => {
    const path = write('a.downhill', writeBundle(smallBundle()))
    await take(path)
    tools.server.rename(2, 'Mine')
    tools.server.deleteRuns([2])
    const { exitCode, document } = await take(path)
    expect(exitCode).toBe(0)
    expect(document).toMatchObject({
      files: [
        {
          author: 'Ada',
          runs: [
            { runId: 1, outcome: 'present' },
            { runId: 2, name: 'Mine', outcome: 'restored' }
          ]
        }
      ]
    })
    expect(tools.server.listRuns().map(({ name }) => name)).toEqual(['Mine', 'Ünter 1'])
    expect(tools.output.lines.slice(-2)).toEqual([
      '  “Ünter 1” was there already as run 1.',
      '  “Mine” was there already, deleted; it is restored as run 2.'
    ])
  })

  it('stays as it is where the file has it trained further, and says so', async () => {
    await take(write('a.downhill', writeBundle(smallBundle([smallRun(1)]))))
    const further = smallRun(1, { step: 11 })
    const { document } = await take(write('b.downhill', writeBundle(smallBundle([further]))))
    expect(document).toMatchObject({ files: [{ runs: [{ runId: 1, outcome: 'behind' }] }] })
    expect(tools.server.runSummary(1).step).toBe(10)
    expect(tools.output.lines.at(-1)).toContain('not trained as far as in the file')
  })

  it('that diverged has come to no weights', async () => {
    const runs = [smallRun(1, { status: 'diverged' })]
    await take(write('a.downhill', writeBundle(smallBundle(runs))))
    expect(tools.server.runSummary(1)).toMatchObject({
      status: 'diverged',
      startSha256: runs[0].record.checkpoints[0].sha256,
      weightsSha256: null
    })
  })

  it('that is under way is stopped elsewhere', async () => {
    train()
    await give([1], 'a.downhill')
    const [{ record }] = readBundle(readFileSync(file('a.downhill'))).runs
    expect([record.status, record.epoch]).toEqual(['stopped', 1])
    tools.server.finish('me', [{ runId: 1, status: 'diverged' }])
    expect(tools.server.exportRun(1).record.status).toBe('diverged')
  })

  it('goes with all it had come to, also while it begins again further back', async () => {
    train()
    const { server } = tools
    server.applyBatch(1, 'me', batch(2, { points: [point(1)] }))
    server.applyBatch(1, 'me', { ...batch(1), epochs: [] })
    await give([1], 'a.downhill')
    const [{ record }] = readBundle(readFileSync(file('a.downhill'))).runs
    expect(record.epochs.map(({ epoch }) => epoch)).toEqual([1, 2])
    expect(record.points).toEqual([point(0), point(1)])
  })

  it('has its name on one line', async () => {
    train()
    tools.server.rename(1, 'two\nlines')
    await give([1], 'a.downhill')
    expect(readBundle(readFileSync(file('a.downhill'))).runs[0].record.name).toBe('two lines')
  })
})

describe('a file', () => {
  it('is never written over, nor left half written', async () => {
    train()
    await give([1], 'a.downhill')
    await expect(give([1], 'a.downhill')).rejects.toThrow('is there already')
    await expect(give([1], join('nowhere', 'a.downhill'))).rejects.toThrow('cannot be written')
    await expect(give([2], 'b.downhill')).rejects.toThrow('There is no run 2.')
    expect(readdirSync(folder)).toEqual(['a.downhill'])
  })

  it('that nobody could take in again is not written', async () => {
    train()
    const { server } = tools
    const nothing = { epochCost: 0, epochCorrect: 0, epochExamples: 0, blockCost: 0, blockSteps: 0 }
    const small = checkpoint(2, 'schedule', { sums: { ...nothing, engineSeconds: 1 } })
    server.applyBatch(1, 'me', batch(2, { checkpoints: [small] }))
    await expect(give([1], 'a.downhill')).rejects.toThrow(
      'These runs cannot be passed on: runs/1/step-12000.weights does not fit the network.'
    )
    expect(readdirSync(folder)).toEqual([])
  })

  it('that is refused does not keep the others out', async () => {
    const { exitCode } = await take(
      file('missing'),
      write('words', new TextEncoder().encode('words')),
      write('a.downhill', writeBundle(smallBundle()))
    )
    expect(exitCode).toBe(1)
    expect(tools.errors.text).toMatch(/missing: It cannot be read: ENOENT/)
    expect(tools.errors.text).toMatch(/words: This is no sound \.downhill file: /)
    expect(tools.server.listRuns()).toHaveLength(2)
  })

  it('comes in as a whole or not at all', async () => {
    const runs = [smallRun(1), smallRun(2)]
    // what only the database refuses: two checkpoints of one step
    runs[1].record.checkpoints[3].step = 8
    expect(() => tools.server.importRuns(runs)).toThrow('UNIQUE')
    expect(tools.server.listRuns()).toEqual([])
  })

  it('is accepted or refused with a sentence, however it was damaged', () => {
    const sound = writeBundle(smallBundle())
    const damage = fc.oneof(
      fc.record({ at: fc.nat(sound.length - 1), byte: fc.nat(255) }),
      fc.record({ cut: fc.nat(sound.length) }),
      fc.record({ at: fc.nat(sound.length - 1), inserted: fc.uint8Array({ maxLength: 9 }) })
    )
    const counts = { accepted: 0, refused: 0 }
    fc.assert(
      fc.property(fc.array(damage, { minLength: 1, maxLength: 3 }), (damages) => {
        const before = tools.server.listRuns().length
        try {
          const { runs } = readBundle(damages.reduce(applyDamage, sound))
          tools.server.importRuns(runs)
          counts.accepted++
          expect(runs).toEqual(smallBundle().runs)
        } catch (error) {
          if (!(error instanceof DownhillError)) throw error
          expect(['bundle-damaged', 'bundle-newer']).toContain(error.code)
          counts.refused++
          expect(tools.server.listRuns()).toHaveLength(before)
        }
      }),
      { numRuns: 300, seed: 1 }
    )
    expect(counts.refused).toBeGreaterThan(200)
  })
})

type Damage = { at: number; byte: number } | { cut: number } | { at: number; inserted: Uint8Array }

function applyDamage(file: Uint8Array, damage: Damage): Uint8Array {
  if ('cut' in damage) return file.slice(0, damage.cut)
  const at = Math.min(damage.at, file.length)
  if ('inserted' in damage) {
    return Buffer.concat([file.subarray(0, at), damage.inserted, file.subarray(at)])
  }
  const damaged = file.slice()
  if (at < damaged.length) damaged[at] = damage.byte
  return damaged
}
