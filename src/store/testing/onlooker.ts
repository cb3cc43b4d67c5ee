import { existsSync } from 'node:fs'
import { inspectDatabase } from '../inspection'
import { MIGRATIONS } from '../migrations'

/**
 * A process that looks at a database again and again until a file ending in `.enough` lies beside it;
 * prints `looking` after its first look, and fails at the first look that is refused.
 */
const [, , file = ''] = process.argv
for (let look = 0; !existsSync(`${file}.enough`); look++) {
  const state = inspectDatabase(file, `${file}.begun`, MIGRATIONS.length)
  if (state === 'damaged') throw new Error('taken for damaged')
  if (look === 0) process.stdout.write('looking\n')
}
