import { USUAL_INTAKE } from '../../shared/intake'
import type { FileDialogs } from '../file-dialogs'
import type { IntakeProcess } from '../intake-process'
import type { Handlers } from '../request'
import type { GetServices } from '../services'
import { refuseReadOnly } from '../writable'

type IntakeRequest = Extract<keyof Handlers, `intake.${string}`>

export interface IntakeTools {
  dialogs: FileDialogs
  intake: IntakeProcess
}

/** Data sets from files: which, the person says in the system's own dialog. */
export function intakeHandlers(
  services: GetServices,
  { dialogs, intake }: IntakeTools
): Pick<Handlers, IntakeRequest> {
  return {
    'intake.choose': async ({ kind }) => {
      const paths = await dialogs.askForDataset(kind)
      return paths === null ? null : intake.read({ kind, paths }, USUAL_INTAKE)
    },
    'intake.change': ({ options }) => intake.change(options),
    'intake.store': async (names) => {
      // first, so that it is told here where the library cannot be opened
      const { notice, tell } = await services()
      refuseReadOnly(notice)
      const info = await intake.store(names)
      tell('datasets.changed', { dataset: info.id })
      return info
    },
    'intake.cancel': () => {
      intake.cancel()
      return null
    }
  }
}
