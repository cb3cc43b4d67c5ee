import { spawn, type ChildProcess } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { bundle, type Bundle } from '../store/testing/bundle'
import { temporaryFolder } from '../store/testing/fixtures'

let program: Bundle
beforeAll(async () => {
  program = await bundle({
    cli: join(import.meta.dirname, 'index.ts'),
    'store-worker': join(import.meta.dirname, '..', 'store', 'worker.ts'),
    trainer: join(import.meta.dirname, 'testing', 'short-trainer.ts'),
    analyst: join(import.meta.dirname, '..', 'analyst', 'index.ts')
  })
})
afterAll(() => program.remove())

let folder: string
let remove: () => void
let child: ChildProcess | undefined
beforeEach(() => {
  ;({ folder, remove } = temporaryFolder())
})
afterEach(() => {
  child?.kill('SIGKILL')
  remove()
})

interface Said {
  output: string
  errors: string
  code: number | null
}

/** Runs the program; `watch` sees what it has written so far, each time there is more. */
function run(
  args: string[],
  watch: (output: string, child: ChildProcess) => void = () => undefined
): Promise<Said> {
  const started = spawn(process.execPath, [join(program.folder, 'cli.js'), ...args], {
    env: { ...process.env, DOWNHILL_DATA: folder, NODE_OPTIONS: '' }
  })
  child = started
  let output = ''
  let errors = ''
  started.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text
    watch(output, started)
  })
  started.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors += text
  })
  return new Promise((resolve) => {
    started.on('close', (code) => resolve({ output, errors, code }))
  })
}

/** Sends a signal when the first progress is seen; a second one would end the program at once. */
function sendOnce(
  signal: NodeJS.Signals,
  when = 'epoch'
): (output: string, child: ChildProcess) => void {
  let isSent = false
  return (output, started) => {
    if (isSent || !output.includes(when)) return
    isSent = true
    started.kill(signal)
  }
}

const train = (seed: number, ...more: string[]): string[] => [
  'train',
  '--preset',
  'plain',
  '--epochs',
  '3',
  '--seed',
  String(seed),
  ...more
]

describe('the terminal program', () => {
  it('trains, tells the result, and shows the run afterwards', async () => {
    const { output, errors, code } = await run(train(1, '--name', 'Steep'))
    expect(errors).toBe('')
    expect(code).toBe(0)
    expect(output).toContain('Run 1, “Steep”: 784-16-16-10, 13,002 weights and biases')
    expect(output).toContain('100 % · epoch 3/3 · rate 1.5 · cost - · accuracy 80.00 %')
    expect(output).toContain(
      'Finished: 80.00 % of the 10,000 test examples right (3 of 3 epochs, 3.0 seconds of training).'
    )
    expect(output).toContain(`Stored as run 1, “Steep”, in ${join(folder, 'downhill.sqlite')}`)
    const runs = await run(['runs'])
    expect(runs.code).toBe(0)
    expect(runs.output).toMatch(/^ {2}1 {2}Steep {2}finished/m)
  })

  it('says all of it in one JSON document, and nothing else', async () => {
    const { output, errors, code } = await run(train(1, '--json'))
    expect([errors, code]).toEqual(['', 0])
    expect(JSON.parse(output)).toMatchObject({
      runId: 1,
      status: 'finished',
      epochs: 3,
      trainSeconds: 3,
      testAccuracy: 0.8,
      weightsSha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      settings: { epochs: 3, seed: 1 },
      library: join(folder, 'downhill.sqlite')
    })
    const refused = await run(['train', '--json', '--epochs', '0'])
    expect(JSON.parse(refused.output)).toEqual({
      error: { code: 'invalid-input', message: '--epochs must be at least 1.' }
    })
    expect(refused.code).toBe(2)
  })

  it('stops cleanly on Ctrl-C, and goes on with the run later', async () => {
    const stopped = await run(train(4), sendOnce('SIGINT'))
    expect(stopped.code).toBe(130)
    expect(stopped.output).toMatch(/^Stopped: /m)
    expect(stopped.output).toContain('To go on: npm run downhill -- resume 1')
    expect((await run(['runs'])).output).toMatch(/^ {2}1 {2}Run 1 {2}stopped/m)

    const resumed = await run(['resume', '1'], sendOnce('SIGTERM'))
    expect(resumed.output).toMatch(/^Stopped: /m)
    expect(resumed.output).toContain('Stored as run 1')
  })

  it('trains a sweep, and ranks it', async () => {
    const args = ['sweep', '--preset', 'plain', '--rate', '1,2', '--layers', '8/none/none']
    const { output, errors, code } = await run([...args, '--epochs', '2', '--name', 'Mine'])
    expect([errors, code]).toEqual(['', 0])
    expect(output).toContain('Sweep “Mine”: 4 runs')
    expect(output).toContain('2 combinations are left out: each is the same run as another.')
    expect(output).toMatch(/^100 % · 4 of 4 runs · best 75\.00 %/m)
    expect(output).toMatch(/^Place {2}Run {2}layers {2}rate {2}Test accuracy/m)
    expect(output).toMatch(/^ {4}4 {4}\d {5} +(8|none)/m)
    expect(output).toMatch(/race: /)
    const { sweepId } = JSON.parse((await run(['runs', '--json'])).output).runs[0]
    expect(sweepId).toBe(1)
  })

  it('stops a whole sweep on Ctrl-C', async () => {
    const args = ['sweep', '--preset', 'plain', '--rate', '1,2,3,4,5', '--seed', '4']
    const { output, code } = await run(args, sendOnce('SIGINT', 'of 5 runs'))
    expect(code).toBe(130)
    expect(output.match(/stopped$/gm)).toHaveLength(5)
  })

  it('fails with a sentence when the cost explodes, or the training process dies', async () => {
    const diverged = await run(train(2))
    expect(diverged.output).toContain('A smaller learning rate helps.')
    expect(diverged.code).toBe(1)
    const died = await run(train(3))
    expect(died.output).toContain(
      'Interrupted (0 of 3 epochs, 0.0 seconds of training). The training process of run 2 ended unexpectedly.'
    )
    expect(died.code).toBe(1)
  })

  it('passes runs on to another library', async () => {
    const file = join(folder, 'a.downhill')
    const other = ['--library', join(folder, 'other')]
    await run(train(1, '--name', 'Steep'))
    const exported = await run(['export', '1', '--out', file])
    expect(exported.output).toContain(`1 run written to ${file}`)
    const imported = await run(['import', file, ...other])
    expect([imported.errors, imported.code]).toEqual(['', 0])
    expect(imported.output).toContain('“Steep” came in as run 1.')
    expect((await run(['runs', ...other])).output).toMatch(/^ {2}1 {2}Steep {2}finished/m)
  })

  it('says what is wrong, and how it is used', async () => {
    const unknown = await run(['train', '--preset', 'fast'])
    expect(unknown.errors).toMatch(/^There is no preset "fast".*\n"npm run downhill -- help"/)
    expect(unknown.code).toBe(2)
    const missing = await run(['resume', '5'])
    expect(missing).toEqual({ output: '', errors: 'There is no run 5.\n', code: 1 })
    const help = await run(['help'])
    expect(help.output).toContain('npm run downhill -- train')
    expect(help.code).toBe(0)
  })

  it('says where the data for a question are missing', async () => {
    await run(train(1))
    const verified = await run(['verify', '1'])
    expect(verified.errors).toMatch(/train-images.* is missing\.\n$/)
    expect(verified.code).toBe(1)
  })

  it('shows that there are no runs, and that a damaged file was set aside', async () => {
    const empty = await run(['runs'])
    expect(empty.output).toBe(`There are no runs yet in ${join(folder, 'downhill.sqlite')}\n`)
    writeFileSync(join(folder, 'downhill.sqlite'), 'garbage'.repeat(1000))
    const damaged = await run(['runs'])
    expect(damaged.errors).toMatch(/^The file of runs was damaged\. It is kept as .*damaged-/)
    expect(damaged.code).toBe(0)
  })
})
