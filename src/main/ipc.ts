import { ipcMain, type IpcMainInvokeEvent, type WebContents } from 'electron'
import type { EventName, Events } from '../shared/contract'
import { DROP_CHANNEL, PIECE_CHANNEL, REQUEST_NAMES } from '../shared/contract-names'
import { DownhillError, toPlainError } from '../shared/errors'
import type { TakeIn } from './file-intake'
import { pathsSchema } from './handover'
import { LargeAnswers, pieceSchema } from './large-answers'
import type { Log } from './log'
import { answerChecked, answerRequest, type Handlers } from './request'
import { ORIGIN } from './scheme'

type Page = () => WebContents | undefined

/** Answers the window's requests, one channel a name, and nobody else's; large answers in pieces. */
export function serveRequests(handlers: Handlers, window: Page, log: Log): void {
  const large = new LargeAnswers()
  for (const name of REQUEST_NAMES) {
    serve(name, window, log, async (input, report) =>
      large.reply(await answerRequest(handlers, name, input, report))
    )
  }
  serve(PIECE_CHANNEL, window, log, (input, report) =>
    answerChecked(PIECE_CHANNEL, pieceSchema, (asked) => large.piece(asked), input, report)
  )
  // nobody fetches the rest
  whenPageIsGone(window, () => large.forgetAll())
}

/** The page was left or loaded anew, or it crashed: nobody waits for what it asked. */
export function whenPageIsGone(window: Page, task: () => void): void {
  window()?.on('did-navigate', task)
  window()?.on('render-process-gone', task)
}

/** Takes in what was dropped on the window. */
export function serveDrops(takeIn: TakeIn, window: Page, log: Log): void {
  serve(DROP_CHANNEL, window, log, (input, report) =>
    answerChecked(DROP_CHANNEL, pathsSchema, takeIn, input, report)
  )
}

function serve(
  channel: string,
  window: Page,
  log: Log,
  answer: (input: unknown, report: (error: unknown) => void) => Promise<unknown>
): void {
  ipcMain.handle(channel, async (event, ...inputs: unknown[]) => {
    if (!isFromOurPage(event, window())) {
      const sender = event.senderFrame?.url ?? 'a closed frame'
      log.write('refused', `${channel} from ${sender}`)
      const refusal = `${channel} was not asked by Downhill's window.`
      return { ok: false, error: toPlainError(new DownhillError('invalid-input', refusal)) }
    }
    return answer(inputs[0], (error) => log.error(channel, error))
  })
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
