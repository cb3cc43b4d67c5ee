import { expect, test } from '../fixtures'
import { Program, temporaryDataFolder } from '../program'
import { seedRuns } from '../runs'
import { row, times, tried } from '../trials'
import { writeManyRuns } from './many-runs'
import { familyOf, memoryOf, processorSeconds, TELLS_OF_PROCESSES } from './processes'
import { measureStart, type StartTimes } from './start-time'

const RUNS = 10_000
const MEGABYTE = 1e6

/** Of one processor: what the leases and a look at the library every two seconds may take. */
const MOST_WORK = 0.003
/** Bytes of all processes together (docs/decisions/endurance.md), with room for another system's libraries. */
const MOST_MEMORY = { empty: 480 * MEGABYTE, full: 650 * MEGABYTE, afterTraining: 750 * MEGABYTE }
/** Milliseconds from the start of the process. */
const LONGEST_START = 2000
/** Milliseconds; beyond, it is the other programs that are measured. */
const MOST_WAITING = 1000

/** What was asked for last comes to its end. */
const SETTLING_SECONDS = 3
const SLICE_SECONDS = 2
/** What is measured at a time: the middle one counts. */
const SLICES = times(3, 5)
/** Within so many it comes to rest: what was loaded last is still being tidied up. */
const MOST_SLICES = 15

test.skip(!TELLS_OF_PROCESSES, 'only Linux tells in files what its processes do')

/** The same for all tests of this file: to be made, it takes longer than to be measured. */
let library: ReturnType<typeof temporaryDataFolder>
/** At the first start on a folder nothing is compiled ahead. */
let wasStarted = false
test.beforeAll(() => {
  library = temporaryDataFolder()
  writeManyRuns(library.folder, RUNS)
})
test.afterAll(() => library.remove())

const wait = (seconds: number): Promise<unknown> =>
  new Promise((resolve) => setTimeout(resolve, seconds * 1000))

/** Nobody touches the program, and it comes to rest. Processor time is that of the median slice: a collection of garbage now and then is no unrest. */
async function expectRest({ mainProcessId }: Program, what: string, most: number): Promise<string> {
  await wait(SETTLING_SECONDS)
  const ids = familyOf(mainProcessId)
  const slices: number[] = []
  let work = Infinity
  while (work >= MOST_WORK && slices.length < MOST_SLICES) {
    const before = processorSeconds(ids)
    await wait(SLICE_SECONDS)
    slices.push((processorSeconds(ids) - before) / SLICE_SECONDS)
    if (slices.length < SLICES) continue
    const last = slices.slice(-SLICES).toSorted((one, other) => one - other)
    work = last[Math.floor(SLICES / 2)]
  }
  const memory = memoryOf(ids)
  const shown = `${what} ${(work * 100).toFixed(2)} %, ${(memory / MEGABYTE).toFixed(0)} MB`
  expect(work, shown).toBeLessThan(MOST_WORK)
  expect(memory, shown).toBeLessThan(most)
  return shown
}

const SCREENS = ['home', 'descent', 'train', 'network', 'runs', 'draw', 'data', 'settings']

test(
  'an idle window takes no processor time, and the memory that is stated',
  row('idle'),
  async ({ dataFolder }, info) => {
    test.setTimeout(600_000)
    const libraries = [
      { what: '10,000 runs', folder: library.folder, most: MOST_MEMORY.full },
      { what: 'no runs', folder: dataFolder, most: MOST_MEMORY.empty }
    ]
    for (const { what, folder, most } of libraries.slice(0, times(1, 2))) {
      const program = await Program.launch(folder)
      wasStarted ||= folder === library.folder
      const said: string[] = []
      for (const screen of SCREENS.slice(0, times(1, SCREENS.length))) {
        await program.open(screen === 'home' ? '#/' : `#/${screen}`)
        said.push(await expectRest(program, screen, most))
      }
      if (times(0, 1) > 0) {
        await program.open('#/')
        await seedRuns(program, [{ name: 'one more' }])
        said.push(await expectRest(program, 'after training', MOST_MEMORY.afterTraining))
      }
      tried(info, `${what}: ${said.join(', ')}`)
      await program.close()
    }
  }
)

// Playwright reads a fixture's needs from the braces, also where there are none
// eslint-disable-next-line no-empty-pattern
test('with 10,000 runs it can be used within two seconds', row('start'), async ({}, info) => {
  test.setTimeout(120_000)
  if (!wasStarted) await measureStart(library.folder)
  const starts: StartTimes[] = []
  for (let round = 0; round < times(1, 7); round++) starts.push(await measureStart(library.folder))
  const [best] = starts.toSorted((one, other) => one.runs - one.waited - other.runs + other.waited)
  const { home, runs, work, waited } = best
  tried(
    info,
    `${starts.length} warm starts; the best: Home ${home} ms, Runs ${runs} ms, of them ${waited.toFixed(0)} ms waiting for ` +
      `other programs; ${work.toFixed(0)} ms of processor time`
  )
  test.skip(waited > MOST_WAITING, 'the machine is too busy with other programs to tell')
  // on a machine without other work nothing is taken off
  expect(home - waited).toBeLessThan(LONGEST_START)
  expect(runs - waited).toBeLessThan(LONGEST_START)
})
