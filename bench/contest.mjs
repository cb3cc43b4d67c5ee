import { median } from './figures.mjs'

const ANSWERING_WARM_UPS = 3

/**
 * @typedef {object} Result
 * @property {string} name
 * @property {number} seconds CPU, median
 * @property {number} ratio seconds divided by the first contender's in the same turn, median
 * @property {number} peakShare of the operations counted per second, in the peak's; median
 * @property {number} rounds
 * @property {number} correct test examples answered rightly in the end
 * @property {number | undefined} correctOfFirst and by the first contender, after the same epochs
 */

/**
 * Lets all train in turns, so that what else the machine does meets them alike.
 *
 * @param {import('./contender.mjs').Contender[]} contenders the engine first
 * @param {{ task: object, epoch: object, flops: number, peak: () => number }} work flops: of an epoch
 * @param {{ rounds: number, seconds: number }} limits a slow one takes as many turns as fit into the
 *   seconds, one at least
 * @returns {Promise<Result[]>}
 */
export async function competeInTraining(contenders, { task, epoch, flops, peak }, limits) {
  const entries = []
  for (const contender of contenders) {
    await contender.begin(task)
    const warmUps = contender.warmUps.map((share) => Math.round(share * epoch.examples))
    const times = []
    for (const examples of warmUps) times.push(await contender.train({ ...epoch, examples }))
    const pace = (median(times) * epoch.examples) / warmUps[0]
    entries.push({ contender, warmUps, rounds: affordable(pace, limits) })
  }
  const turn = (contender) => contender.train(epoch)
  const results = await takeTurns(entries, turn, flops, peak)
  const [first] = contenders
  for (const [index, { contender, warmUps, rounds }] of entries.entries()) {
    results[index].correct = (await contender.evaluate()).correct
    if (contender === first || contender.isVariant) continue
    await first.begin(task)
    for (const examples of warmUps) await first.train({ ...epoch, examples })
    for (let round = 0; round < rounds; round++) await first.train(epoch)
    results[index].correctOfFirst = (await first.evaluate()).correct
  }
  return results
}

/**
 * The same for answering the test examples with the parameters given.
 * @returns {Promise<Result[]>}
 */
export async function competeInAnswering(contenders, { task, flops, peak }, limits) {
  const entries = []
  for (const contender of contenders) {
    await contender.begin(task)
    const times = []
    for (let i = 0; i < ANSWERING_WARM_UPS; i++) times.push((await contender.evaluate()).seconds)
    entries.push({ contender, rounds: affordable(median(times), limits) })
  }
  const turn = async (contender) => (await contender.evaluate()).seconds
  const results = await takeTurns(entries, turn, flops, peak)
  for (const [index, contender] of contenders.entries()) {
    results[index].correct = (await contender.evaluate()).correct
    if (index > 0) results[index].correctOfFirst = results[0].correct
  }
  return results
}

function affordable(pace, { rounds, seconds }) {
  return Math.min(rounds, Math.max(1, Math.floor(seconds / pace)))
}

async function takeTurns(entries, turn, flops, peak) {
  const times = entries.map(() => [])
  const peaks = []
  const rounds = Math.max(...entries.map((entry) => entry.rounds))
  for (let round = 0; round < rounds; round++) {
    peaks.push(peak())
    for (const [index, entry] of entries.entries()) {
      // the first always: the others are measured against its turn
      if (index === 0 || round < entry.rounds) times[index].push(await turn(entry.contender))
    }
  }
  return entries.map(({ contender }, index) => ({
    name: contender.name,
    seconds: median(times[index]),
    ratio: median(times[index].map((seconds, round) => seconds / times[0][round])),
    peakShare: median(times[index].map((seconds, round) => flops / seconds / peaks[round])),
    rounds: times[index].length
  }))
}
