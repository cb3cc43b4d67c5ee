/**
 * @typedef {object} Contender
 * @property {number} millisecondsToTakeIn how long it took to take in the training examples
 * @property {() => void} start sets the start weights
 * @property {(order: Uint32Array, batchSize: number, rate: number) => void} train one epoch
 * @property {() => number} countRight evaluates the test examples
 */

/** Epochs before the first one that counts: until then the compiler is still at work. */
const WARM_UP_ROUNDS = 3

/** CPU seconds, of all threads, that the work takes. */
function cpuSeconds(work) {
  const before = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1e6
}

function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)]
}

/**
 * Lets the contenders do the same work in turns, so that what else the machine does meets them
 * alike. @param {(() => void)[]} works @returns {{ seconds: number, ratio: number }[]} medians: the
 * time, and the first one's time divided by it
 */
export function compete(works, rounds) {
  const times = works.map(() => [])
  for (let round = -WARM_UP_ROUNDS; round < rounds; round++) {
    works.forEach((work, i) => {
      const seconds = cpuSeconds(work)
      if (round >= 0) times[i].push(seconds)
    })
  }
  return times.map((list) => ({
    seconds: median(list),
    ratio: median(list.map((seconds, round) => times[0][round] / seconds))
  }))
}
