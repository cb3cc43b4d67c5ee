import { join } from 'node:path'
import { root } from '../support/paths.mjs'
import { runOrFail } from '../support/processes.mjs'
import { packagingFolder } from './places.mjs'

/** Has electron-builder make what the words say ("--linux dir"); the program must be laid out. */
export async function runElectronBuilder(words) {
  const tool = join(packagingFolder, 'node_modules', 'electron-builder', 'cli.js')
  const config = join(packagingFolder, 'electron-builder.config.mjs')
  const options = ['--projectDir', root, '--config', config, '--publish', 'never']
  await runOrFail('electron-builder could not make the package:', process.execPath, [
    tool,
    ...words,
    ...options
  ])
}
