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
    trainer: join(import.meta.dirname, 'testing', 'short-trainer.ts')
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
function sendOnce(signal: NodeJS.Signals): (output: string, child: ChildProcess) => void {
  let isSent = false
  return (output, started) => {
    if (isSent || !output.includes('epoch')) return
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
    expect(output).toContain('epoch 3 of 3 · test accuracy 80.00 %')
    expect(output).toContain(
      'Finished: 80.00 % of the 10,000 test images right (3 of 3 epochs, 3.0 seconds of training).'
    )
    expect(output).toContain(`Stored as run 1, “Steep”, in ${join(folder, 'downhill.sqlite')}`)
    const runs = await run(['runs'])
    expect(runs.code).toBe(0)
    expect(runs.output).toMatch(/^ {2}1 {2}Steep {2}finished/m)
  })

  it('stops cleanly on Ctrl-C, and goes on with the run later', async () => {
    const stopped = await run(train(4), sendOnce('SIGINT'))
    expect(stopped.code).toBe(0)
    expect(stopped.output).toMatch(/^Stopped: /m)
    expect(stopped.output).toContain('To go on: node out/main/cli.js resume 1')
    expect((await run(['runs'])).output).toMatch(/^ {2}1 {2}Run 1 {2}stopped/m)

    const resumed = await run(['resume', '1'], sendOnce('SIGTERM'))
    expect(resumed.output).toMatch(/^Stopped: /m)
    expect(resumed.output).toContain('Stored as run 1')
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

  it('says what is wrong, and how it is used', async () => {
    const unknown = await run(['train', '--preset', 'fast'])
    expect(unknown.errors).toMatch(/^There is no preset "fast".*\n\nDownhill in the terminal/)
    expect(unknown.code).toBe(1)
    const missing = await run(['resume', '5'])
    expect(missing).toEqual({ output: '', errors: 'There is no run 5.\n', code: 1 })
    const help = await run(['help'])
    expect(help.output).toContain('node out/main/cli.js train')
    expect(help.code).toBe(0)
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
