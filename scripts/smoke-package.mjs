import { existsSync, mkdtempSync, readdirSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { setUp } from './setup.mjs'
import { withDisplay } from './setup/display.mjs'
import { wrongFuses } from './smoke/fuses.mjs'
import { withRunning } from './smoke/running.mjs'
import { findProgram, isPackage, startable, uninstall, unpack } from './smoke/unpack.mjs'
import { root } from './support/paths.mjs'
import { ExpectedFailure, runIfProgram, say, sayFailure, secondsSince } from './support/program.mjs'
import { readJson } from './support/tools.mjs'

const TRAINING_SECONDS = 180

/**
 * Takes a package as a person gets it, unpacks it, and sees that it is what its name says: its marks, its fuses, that
 * it starts, trains, ends, starts again and finds the run.
 * @throws ExpectedFailure with what is wrong
 */
async function smokeTest(file, environment) {
  const folder = mkdtempSync(join(tmpdir(), 'downhill-smoke-'))
  const begin = performance.now()
  try {
    const place = join(folder, 'program')
    await unpack(file, place)
    const program = findProgram(place)
    if (!program) throw new ExpectedFailure('There is no program in it.')
    for (const name of ['LICENCES.txt', 'LICENSES.chromium.html']) requireFile(place, name)
    const wrong = await wrongFuses(program)
    if (wrong.length > 0) throw new ExpectedFailure(`Its fuses are wrong: ${wrong.join(', ')}.`)

    const env = { ...environment, DOWNHILL_DATA: join(folder, 'data') }
    delete env.ELECTRON_RUN_AS_NODE
    let info
    await withRunning(startable(program), env, async (page) => {
      info = await ask(page, 'app.info')
      requireMarks(basename(file), info)
      await trainOne(page)
    })
    await withRunning(startable(program), env, requireTheRun)
    await uninstall(place)
    const marks = [info.build.testBuild && 'test build', info.build.unsigned && 'unsigned']
    say(
      `✓ ${basename(file)}: ${info.version} on Electron ${info.electron}, ${marks.filter(Boolean).join(', ') || 'a release'}; fuses, start, training, second start (${secondsSince(begin)})`
    )
  } finally {
    // its helpers may write for another moment; what cannot be removed is not what was asked
    await rm(folder, { recursive: true, force: true, maxRetries: 10 }).catch(() => undefined)
  }
}

function requireFile(folder, name) {
  const isThere = readdirSync(folder, { recursive: true }).some((path) => basename(path) === name)
  if (!isThere) throw new ExpectedFailure(`${name} is missing in it.`)
}

/** A test build, or one that is not signed, says so in its name and in the window alike. */
function requireMarks(name, { version, build }) {
  const declared = readJson(join(root, 'package.json')).version
  if (version !== declared || !name.includes(declared)) {
    throw new ExpectedFailure(`It says that it is ${version}, and should be ${declared}.`)
  }
  if (!build.packaged) throw new ExpectedFailure('It takes itself for a checkout.')
  for (const [word, isMarked] of [
    ['test-build', build.testBuild],
    ['unsigned', build.unsigned]
  ]) {
    if (name.includes(word) === isMarked) continue
    const inName = name.includes(word) ? 'stands' : 'does not stand'
    throw new ExpectedFailure(`“${word}” ${inName} in its name, and About says otherwise.`)
  }
}

async function ask(page, name) {
  // the page's own bridge; the function is carried into the page as text
  const answer = await page.evaluate((requested) => globalThis.downhill.request(requested), name)
  if (!answer.ok) throw new ExpectedFailure(`${name}: ${answer.error.message}`)
  return answer.value
}

async function trainOne(page) {
  await page.getByRole('button', { name: 'Train a network' }).click()
  await page
    .getByText(/in 100 right/)
    .first()
    .waitFor({ timeout: TRAINING_SECONDS * 1000 })
}

async function requireTheRun(page) {
  const { runs } = await ask(page, 'library.info')
  if (runs !== 1) throw new ExpectedFailure(`After a second start there are ${runs} runs, not 1.`)
}

/** The packages in dist/ that are for this system. */
function builtPackages() {
  const dist = join(root, 'dist')
  const names = existsSync(dist) ? readdirSync(dist) : []
  return names.filter((name) => isPackage(name)).map((name) => join(dist, name))
}

runIfProgram(import.meta.url, async (words) => {
  const files = words.length > 0 ? words.map((word) => resolve(word)) : builtPackages()
  const strange = files.find((file) => !existsSync(file) || !isPackage(basename(file)))
  if (strange) throw new ExpectedFailure(`${strange} is no package for this system.`)
  if (files.length === 0) {
    throw new ExpectedFailure('There are no packages in dist/: run "npm run package" first.')
  }
  await setUp({ virtualDisplay: true })
  let failed = 0
  await withDisplay(async (environment) => {
    for (const file of files) {
      try {
        await smokeTest(file, environment)
      } catch (failure) {
        failed++
        say(`✗ ${basename(file)}:`)
        sayFailure(failure)
      }
    }
  })
  return failed > 0 ? 1 : 0
})
