import { clocked } from './clock.mjs'

/* global window -- what is asked, is asked from the page */

/** What it costs from a question of the page to its answer, which stays in the page. */
function ask(program, name, input) {
  return clocked(
    program,
    async ([asked, given]) => {
      const begin = performance.now()
      const { ok, error } = await window.downhill.request(asked, given)
      if (!ok) throw new Error(error.message)
      return performance.now() - begin
    },
    [name, input]
  )
}

/** How long the program takes to answer, and how long its main process is held up by that. */
export async function measureAsking(measuring, { whole, fine }) {
  const { program } = measuring
  const [runId] = whole
  const { name, note } = (await program.request('runs.detail', { runId })).run
  const questions = [
    ['runs.list', undefined],
    ['sweeps.list', undefined],
    ['runs.curves', { runIds: whole }, '20 x 2,000 points'],
    ['runs.curves', { runIds: fine }, '20 x 10,000 points'],
    ['runs.detail', { runId }],
    ['runs.rename', { runId, name }],
    ['runs.annotate', { runId, note }],
    ['runs.tag', { runIds: [runId], add: [], remove: [] }],
    ['runs.tag', { runIds: whole, add: ['measured'], remove: [] }, '20 runs'],
    ['runs.tag', { runIds: whole, add: [], remove: ['measured'] }, '20 runs'],
    ['runs.deleted', undefined]
  ]
  for (const [asked, input, remark] of questions) {
    const what = `asking ${asked}${remark ? ` (${remark})` : ''}`
    await measuring.time(what, undefined, () => ask(program, asked, input))
  }
}
