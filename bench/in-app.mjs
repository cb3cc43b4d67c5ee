/**
 * What the program adds to the engine's own time, measured in the built program, and how quick its
 * window is meanwhile. Usage: node bench/in-app.mjs [--rounds N]
 *
 * Other work on the machine tells at once in all of these figures.
 */
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { runnerImport } from 'vite'
import { buildIfChanged } from '../scripts/build.mjs'
import { E2E_NEEDS } from '../scripts/e2e.mjs'
import { withDisplay } from '../scripts/setup/display.mjs'
import { setUp } from '../scripts/setup.mjs'
import { root } from '../scripts/support/paths.mjs'
import { runIfProgram, say } from '../scripts/support/program.mjs'
import { traceFrames } from './in-app-frames.mjs'
import { installProbe, readProbe, resetProbe } from './in-app-probe.mjs'

/** Settings whose first 96 % come soonest. */
const QUICKEST = 'quick-96'

/** Milliseconds of a run that are looked at frame by frame. */
const TRACE_TIME = 2000

const sourceModule = async (...path) => (await runnerImport(join(root, ...path))).module

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)]

/** Milliseconds from the start of the process until its page could be used. */
async function launchTime({ electron, page }) {
  const begin = await electron.evaluate(
    ({ app }) => app.getAppMetrics().find(({ type }) => type === 'Browser').creationTime
  )
  /* global PerformanceObserver -- what follows runs in the page */
  const shown = await page.evaluate(async () => {
    const paint = await new Promise((resolve) => {
      new PerformanceObserver((list) => {
        const [entry] = list.getEntriesByName('first-contentful-paint')
        if (entry) resolve(entry.startTime)
      }).observe({ type: 'paint', buffered: true })
    })
    const [load] = performance.getEntriesByType('navigation')
    return performance.timeOrigin + Math.max(paint, load.domContentLoadedEventEnd)
  })
  return shown - begin
}

/** Milliseconds from pressing the button in the form until the page shows 96 % or more. */
async function timeTo96(program) {
  const { page } = program
  await program.open(`#/train?preset=${QUICKEST}`)
  await page.getByRole('button', { name: 'Start training' }).waitFor()
  // the form is filled a moment after it appears
  await page.waitForTimeout(500)
  /* global document, requestAnimationFrame -- what follows runs in the page */
  return page.evaluate(async () => {
    const button = [...document.querySelectorAll('button')].find(({ textContent }) =>
      textContent.includes('Start training')
    )
    const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve))
    const begin = performance.now()
    button.click()
    for (;;) {
      await nextFrame()
      const accuracy = document.querySelector('section[aria-label="Progress"] dd')?.textContent
      if (parseFloat(accuracy) >= 96) break
      if (performance.now() - begin > 60_000) throw new Error('96 % was not reached.')
    }
    await nextFrame()
    return performance.now() - begin
  })
}

/** Starts a run and shows it. Returns its id. */
async function startShown(program, config) {
  const { id } = await program.request('runs.start', { config, pace: null })
  await program.open(`#/train/${id}`)
  return id
}

function untilDone(program) {
  const isDone = () => program.electron.evaluate(() => globalThis.downhillProbe.done !== null)
  return program.until('the run is done', isDone, (done) => done)
}

/** One run, flat out and shown; from its first step to its end. */
async function measureRun(program, config) {
  await program.electron.evaluate(resetProbe)
  await startShown(program, config)
  await untilDone(program)
  const { first, last, done, longestPause, longestBlock } =
    await program.electron.evaluate(readProbe)
  const engine = last.engineSeconds - first.engineSeconds
  const wall = (done.time - first.time) / 1000
  return { engine, overhead: (100 * (wall - engine)) / engine, longestPause, longestBlock }
}

async function measureFrames(program, config) {
  await program.electron.evaluate(resetProbe)
  await startShown(program, config)
  const frames = await traceFrames(program, () => program.page.waitForTimeout(TRACE_TIME))
  await untilDone(program)
  return frames
}

async function measure(program, presets, rounds) {
  const shown = (milliseconds) => `${milliseconds.toFixed(0)} ms`
  say(`launch to usable page                ${shown(await launchTime(program))}`)
  say(`pressing Train to 96 % shown, first  ${shown(await timeTo96(program))}`)
  say(`the same, process warm               ${shown(await timeTo96(program))}`)
  await program.electron.evaluate(installProbe)
  for (let round = 0; round < rounds; round++) {
    const config = { ...presets.plain, seed: round }
    const { engine, overhead, longestPause, longestBlock } = await measureRun(program, config)
    say(
      `plain: engine ${engine.toFixed(2)} s, everything else ${overhead.toFixed(1)} % more; ` +
        `main process at work for at most ${longestBlock.toFixed(1)} ms, kept waiting for ${longestPause.toFixed(1)} ms`
    )
  }
  const frames = await measureFrames(program, { ...presets.plain, epochs: 100 })
  say(
    `the page: ${frames.perSecond.toFixed(1)} frames a second, median of the main thread's work ` +
      `${median(frames.work).toFixed(1)} ms, on the clock ${median(frames.milliseconds).toFixed(1)} ms`
  )
}

runIfProgram(import.meta.url, async (args) => {
  const { values } = parseArgs({ args, options: { rounds: { type: 'string', default: '3' } } })
  await setUp(E2E_NEEDS)
  await buildIfChanged()
  const { Program, temporaryDataFolder } = await sourceModule('e2e', 'program.ts')
  const { PRESETS } = await sourceModule('src', 'shared', 'presets.ts')
  await withDisplay(async ({ DISPLAY }) => {
    if (DISPLAY) process.env.DISPLAY = DISPLAY
    // some editors' terminals set it, and Electron would start as plain Node
    delete process.env.ELECTRON_RUN_AS_NODE
    const { folder, remove } = temporaryDataFolder()
    const program = await Program.launch(folder)
    try {
      await measure(program, PRESETS, Number(values.rounds))
    } finally {
      await program.close()
      remove()
    }
  })
})
