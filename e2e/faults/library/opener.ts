import { openDatabase } from '../../../src/store/connection'
import { storeOver } from './contents'

/**
 * A process that prints `ready`, opens the library once it is spoken to, prints what it found, and closes
 * it when its input ends.
 */
const [, , file = ''] = process.argv
process.stdout.write('ready\n')
process.stdin.once('data', () => {
  const { database, notice } = openDatabase(file)
  const runs = storeOver(database).listRuns().length
  process.stdout.write(`${JSON.stringify({ runs, notice: notice?.code ?? null })}\n`)
  process.stdin.once('end', () => database.close())
})
