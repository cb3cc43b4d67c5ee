import { ipcMain, type IpcMainInvokeEvent, type WebContents } from 'electron'
import type { EventName, Events } from '../shared/contract'
import { REQUEST_NAMES } from '../shared/contract-names'
import { DownhillError, toPlainError } from '../shared/errors'
import type { Log } from './log'
import { answerRequest, type Handlers } from './request'
import { ORIGIN } from './scheme'

/** Answers the window's requests, one channel a name, and nobody else's. */
export function serveRequests(
  handlers: Handlers,
  window: () => WebContents | undefined,
  log: Log
): void {
  for (const name of REQUEST_NAMES) {
    ipcMain.handle(name, async (event, ...inputs: unknown[]) => {
      if (!isFromOurPage(event, window())) {
        const sender = event.senderFrame?.url ?? 'a closed frame'
        log.write('refused', `${name} from ${sender}`)
        const refusal = `${name} was not asked by Downhill's window.`
        return { ok: false, error: toPlainError(new DownhillError('invalid-input', refusal)) }
      }
      return answerRequest(handlers, name, inputs[0], (error) => log.error(name, error))
    })
  }
}

/** The main frame of our window, while it shows our page: no other window, no frame inside it. */
function isFromOurPage(event: IpcMainInvokeEvent, window: WebContents | undefined): boolean {
  const frame = event.senderFrame
  return (
    frame !== null &&
    window !== undefined &&
    !window.isDestroyed() &&
    frame === window.mainFrame &&
    frame.origin === ORIGIN
  )
}

/** Tells the window, if it is there. */
export function sendEvent<Name extends EventName>(
  window: WebContents | undefined,
  name: Name,
  payload: Events[Name]
): void {
  if (window && !window.isDestroyed()) window.send(name, payload)
}
