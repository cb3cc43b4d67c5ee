import { expect, test } from './fixtures'
import type { Program } from './program'
import { startRun, untilRun } from './runs'

/** Long enough to be killed on the way: with a momentum, so that more than weights must survive. */
const LONG = { epochs: 60, batchSize: 32, optimiser: 'momentum', momentum: 0.5, shift: 1 } as const

async function finalHash(program: Program, runId: number): Promise<string> {
  const { checkpoints, run } = await program.request('runs.detail', { runId })
  const last = checkpoints.find(({ step }) => step === run.totalSteps)
  if (!last) throw new Error(`Run ${runId} has no checkpoint of its end.`)
  return last.sha256
}

test('a training process killed twice in mid-run goes on to the weights of an uninterrupted run', async ({
  program
}) => {
  test.setTimeout(120_000)
  const whole = await startRun(program, { name: 'whole', config: LONG })
  await untilRun(program, whole.id, 'has finished', ({ status }) => status === 'finished')

  const killed = await startRun(program, { name: 'killed', config: LONG })
  const { page } = program
  for (const epoch of [5, 30]) {
    await untilRun(program, killed.id, `trains past epoch ${epoch}`, (run) => run.epoch > epoch)
    const acknowledged = (await program.request('runs.detail', { runId: killed.id })).curves
    expect(await program.killTrainers()).toBeGreaterThanOrEqual(1)
    await untilRun(program, killed.id, 'is marked', ({ status }) => status === 'interrupted')
    const kept = (await program.request('runs.detail', { runId: killed.id })).curves
    expect(kept.epochs.slice(0, acknowledged.epochs.length)).toEqual(acknowledged.epochs)

    await program.open(`#/runs/${killed.id}`)
    await page.getByRole('button', { name: /resume/i }).click()
    await untilRun(program, killed.id, 'is under way', ({ status }) => status !== 'interrupted')
  }
  await untilRun(program, killed.id, 'has finished', ({ status }) => status === 'finished')

  expect(await finalHash(program, killed.id)).toBe(await finalHash(program, whole.id))
  const [a, b] = await program.curves([whole.id, killed.id])
  expect(b.points).toEqual(a.points)
  const withoutSeconds = (curves: typeof a): unknown =>
    curves.epochs.map((epoch) => ({ ...epoch, engineSeconds: 0 }))
  expect(withoutSeconds(b)).toEqual(withoutSeconds(a))
})

test('the main process killed in mid-run: no epoch that was shown is missing, and the run goes on', async ({
  program
}) => {
  test.setTimeout(120_000)
  const run = await startRun(program, { name: 'cut off', config: { ...LONG, epochs: 400 } })
  await untilRun(program, run.id, 'trains past epoch 20', ({ epoch }) => epoch > 20)
  const shown = (await program.request('runs.detail', { runId: run.id })).curves.epochs
  await program.killMain()

  const page = await program.relaunch()
  const { curves } = await program.request('runs.detail', { runId: run.id })
  expect(curves.epochs.length).toBeGreaterThanOrEqual(shown.length)
  expect(curves.epochs.slice(0, shown.length)).toEqual(shown)
  expect(curves.epochs.map(({ epoch }) => epoch)).toEqual([...curves.epochs.keys()])

  // until its lease has run out it might still be somebody's; then it is offered
  await untilRun(program, run.id, 'is offered for resuming', ({ resumable }) => resumable)
  await program.open(`#/runs/${run.id}`)
  await page.getByRole('button', { name: /resume/i }).click()
  const epochBefore = curves.epochs.length
  await untilRun(program, run.id, 'goes on', ({ epoch }) => epoch > epochBefore)
})

test('a run that diverges stops with a reason and keeps its curve', async ({ program }) => {
  const run = await startRun(program, {
    name: 'too steep',
    // the penalty makes every step overshoot further than the one before
    config: { learningRate: 1000, l2: 1000, epochs: 5 }
  })
  const ended = await untilRun(
    program,
    run.id,
    'has diverged',
    ({ status }) => status === 'diverged'
  )
  expect(ended.resumable).toBe(false)
  const { page } = program
  await program.open(`#/runs/${run.id}`)
  await expect(page.getByText(/diverged/i).first()).toBeVisible()
})
