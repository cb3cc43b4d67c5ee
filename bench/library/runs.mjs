/**
 * Runs of a filled library, by what can be done with them.
 * @param {(bytes: Uint8Array) => import('../../src/shared/run').RunSummary[]} unpackRuns
 * @returns {Promise<{ count: number, whole: number[], fine: number[] }>} ids of twenty runs with
 *   curves of 2,000 points, and of as many imported ones with 10,000
 */
export async function findRuns(program, unpackRuns) {
  const runs = unpackRuns(await program.request('runs.list', undefined))
  const isWhole = ({ status, author, totalSteps, blockLength }) =>
    status === 'finished' && !author && totalSteps / blockLength === 2000
  const ids = (isWanted) =>
    runs
      .filter(isWanted)
      .slice(0, 20)
      .map(({ id }) => id)
  return { count: runs.length, whole: ids(isWhole), fine: ids(({ author }) => Boolean(author)) }
}
