import { followMouse, openComparison, showComparison } from './compare.mjs'
import { openRuns, scroll, searchFor, sortableColumns, sortBy, typeSearch } from './table.mjs'

/** Milliseconds that are looked at frame by frame. */
const TRACE_TIME = 3000

/** What is typed letter by letter, and cleared. */
const TYPED = ['1', '12', '128', '']

/** From the start of the program until the table of runs can be used. */
export async function measureStart(measuring) {
  const { program } = measuring
  await measuring.install()
  await measuring.time('opening the runs after a start', undefined, async (round) => {
    if (round > 0) {
      await program.relaunch()
      await measuring.install()
    }
    return openRuns(program)
  })
}

export async function measureTable(measuring) {
  const { program } = measuring
  await measuring.time('opening the runs', 300, () => openRuns(program))
  await openRuns(program)
  for (const column of await sortableColumns(program)) {
    await measuring.time(`sorting by ${column}`, 50, () => sortBy(program, column))
  }
  for (const [index, text] of TYPED.entries()) {
    const before = TYPED[index - 1] ?? ''
    await measuring.time(`searching: “${before}” and then “${text}”`, 50, async () => {
      await typeSearch(program, before)
      return searchFor(program, text)
    })
  }
  await measuring.frames('scrolling', 16, () => scroll(program, TRACE_TIME))
}

/** @param {{ whole: number[], fine: number[] }} runs */
export async function measureComparison(measuring, { whole, fine }) {
  const { program } = measuring
  for (const [points, runIds] of [
    ['2,000', whole],
    ['10,000', fine]
  ]) {
    const what = `comparing ${runIds.length} runs x ${points} points`
    await measuring.time(what, points === '2,000' ? 200 : undefined, () =>
      openComparison(program, runIds)
    )
    await openComparison(program, runIds)
    await measuring.frames(`following the mouse over ${points} points`, 16, () =>
      followMouse(program, TRACE_TIME)
    )
  }
}

/**
 * A run under way, flat out, in the table and in a comparison with nineteen others.
 * @param {import('../../src/shared/run-config').RunConfig} config of that run
 */
export async function measureLive(measuring, { whole }, config) {
  const { program } = measuring
  const { id } = await program.request('runs.start', { config, pace: null })
  try {
    await openRuns(program)
    const look = () => program.page.waitForTimeout(TRACE_TIME)
    await measuring.frames('the table with a run under way', 16, look)
    // it is drawn again and again: there is no moment at which it is finished
    await showComparison(program, [id, ...whole.slice(1)])
    await measuring.frames('comparing a run under way', 16, look)
    await measuring.frames('following the mouse meanwhile', 16, () =>
      followMouse(program, TRACE_TIME)
    )
  } finally {
    await remove(program, id)
  }
}

/** The library is left with the runs that it had. */
async function remove(program, runId) {
  await program.request('training.stop', { runId })
  const ask = () => program.request('runs.detail', { runId })
  await program.until('the run has stopped', ask, ({ run }) => run.status === 'stopped')
  await program.request('runs.delete', { runIds: [runId] })
  await program.request('runs.purge', { runIds: [runId] })
}
