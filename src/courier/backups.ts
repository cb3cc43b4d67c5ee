import type {
  BackupQuestion,
  CourierAnswer,
  CourierAnswers,
  CourierQuestion
} from '../shared/courier-protocol'
import { makeBackup } from '../store/backup'
import { listBackups } from '../store/backup-contents'
import { describeLibrary } from '../store/library-report'
import { prepareRestoring, swapIn } from '../store/restoring'
import { explainStoreError } from '../store/sqlite-errors'

type Work = {
  [Question in BackupQuestion as Question['type']]: (
    question: Question,
    onProgress: (done: number, of: number) => void
  ) => CourierAnswers[Question['type']] | Promise<CourierAnswers[Question['type']]>
}

const WORK: Work = {
  'make-backup': async (question, onProgress) =>
    (await makeBackup({ ...question, onProgress }))?.number ?? null,
  'list-backups': ({ library }) => listBackups(library),
  'prepare-restoring': ({ library, number, now }) => prepareRestoring(library, number, now),
  'swap-in': ({ library, stamp }) => swapIn(library, stamp),
  'describe-library': ({ library }) => describeLibrary(library)
}

export function isBackupQuestion(question: CourierQuestion): question is BackupQuestion {
  return question.type in WORK
}

/**
 * What is done with the library as a file. Nothing of it opens the library as the rest of the program
 * does: where it is missing or damaged, no fresh one is begun.
 */
export async function answerBackup(
  question: BackupQuestion,
  onProgress: (done: number, of: number) => void
): Promise<CourierAnswer> {
  const work = WORK[question.type] as (
    asked: BackupQuestion,
    onProgress: (done: number, of: number) => void
  ) => CourierAnswer | Promise<CourierAnswer>
  try {
    return await work(question, onProgress)
  } catch (error) {
    throw explainStoreError(error, question.library)
  }
}
