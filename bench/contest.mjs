import { median } from './figures.mjs'

const ANSWERING_WARM_UPS = 3

/**
 * CPU seconds of work in a turn, so that everyone is warm: after another's turn the caches hold that
 * one's data, which would cost a fast contender half of its only epoch, and a slow one next to nothing.
 */
const TURN_SECONDS = 0.3

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
    entries.push({ contender, warmUps, ...affordable(pace, limits) })
  }
  const turn = (contender) => contender.train(epoch)
  const results = await takeTurns(entries, turn, flops, peak)
  const [first] = contenders
  for (const [index, { contender, warmUps, rounds, repeats }] of entries.entries()) {
    results[index].correct = (await contender.evaluate()).correct
    if (contender === first || contender.isVariant) continue
    await first.begin(task)
    for (const examples of warmUps) await first.train({ ...epoch, examples })
    for (let done = 0; done < rounds * repeats; done++) await first.train(epoch)
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
    entries.push({ contender, ...affordable(median(times), limits) })
  }
  const turn = async (contender) => (await contender.evaluate()).seconds
  const results = await takeTurns(entries, turn, flops, peak)
  for (const [index, contender] of contenders.entries()) {
    results[index].correct = (await contender.evaluate()).correct
    if (index > 0) results[index].correctOfFirst = results[0].correct
  }
  return results
}

/** How many turns, and how often the work is repeated in each. */
function affordable(pace, { rounds, seconds }) {
  return {
    rounds: Math.min(rounds, Math.max(1, Math.floor(seconds / pace))),
    repeats: Math.max(1, Math.round(TURN_SECONDS / pace))
  }
}

/** Mean CPU seconds of the work, repeated. */
async function takeTurn(turn, { contender, repeats }) {
  let seconds = 0
  for (let i = 0; i < repeats; i++) seconds += await turn(contender)
  return seconds / repeats
}

async function takeTurns(entries, turn, flops, peak) {
  const times = entries.map(() => [])
  const peaks = []
  const rounds = Math.max(...entries.map((entry) => entry.rounds))
  for (let round = 0; round < rounds; round++) {
    peaks.push(peak())
    for (const [index, entry] of entries.entries()) {
      // the first always: the others are measured against its turn
      if (index === 0 || round < entry.rounds) times[index].push(await takeTurn(turn, entry))
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
