import { contextBridge, ipcRenderer, webUtils, type IpcRendererEvent } from 'electron'
import type { Bridge, Responses } from '../shared/contract'
import { DROP_CHANNEL, EVENT_NAMES, PIECE_CHANNEL, REQUEST_NAMES } from '../shared/contract-names'
import type { Result } from '../shared/errors'
import type { PieceRequest } from '../shared/large-answer'
import { wholeAnswer } from './whole-answer'

declare global {
  interface Window {
    /** The window's only way out of its sandbox. */
    readonly downhill: Bridge
  }
}

const requestNames: ReadonlySet<string> = new Set(REQUEST_NAMES)
const eventNames: ReadonlySet<string> = new Set(EVENT_NAMES)

/** Only names of the contract pass: a page that was taken over reaches no other channel. */
function demand(names: ReadonlySet<string>, name: string): void {
  if (!names.has(name)) throw new TypeError(`Downhill has no "${name}".`)
}

function fetchPiece(request: PieceRequest): Promise<Result<Uint8Array>> {
  return ipcRenderer.invoke(PIECE_CHANNEL, request)
}

const bridge: Bridge = {
  async request(name, input) {
    demand(requestNames, name)
    return wholeAnswer<Responses[typeof name]>(await ipcRenderer.invoke(name, input), fetchPiece)
  },

  on(name, listener) {
    demand(eventNames, name)
    // the event object would hand out its sender, so the page gets the payload alone
    const forward = (_event: IpcRendererEvent, payload: Parameters<typeof listener>[0]): void =>
      listener(payload)
    ipcRenderer.on(name, forward)
    return () => {
      ipcRenderer.off(name, forward)
    }
  },

  async importDropped(files) {
    // only what a person dropped has a path: one that the page made up itself has none
    const paths = files.map((file) => webUtils.getPathForFile(file)).filter((path) => path !== '')
    return ipcRenderer.invoke(DROP_CHANNEL, paths)
  }
}

contextBridge.exposeInMainWorld('downhill', bridge)
