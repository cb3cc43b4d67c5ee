import { makeBackup } from '../backup'
import { prepareRestoring, swapIn } from '../restoring'

/**
 * A process of its own, to be killed: makes a backup, or goes back to one.
 *   backup LIBRARY DAY | restore LIBRARY NUMBER
 */
const [, , task, library, word] = process.argv
process.stdout.write('begins\n')
if (task === 'backup') {
  await makeBackup({ library, today: word, asked: false })
} else {
  swapIn(library, prepareRestoring(library, Number(word), Date.now()))
}
process.stdout.write('done\n')
