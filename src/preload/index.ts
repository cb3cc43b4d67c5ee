import { contextBridge, ipcRenderer, webUtils, type IpcRendererEvent } from 'electron'
import type { Bridge } from '../shared/contract'
import { DROP_CHANNEL, EVENT_NAMES, REQUEST_NAMES } from '../shared/contract-names'

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

const bridge: Bridge = {
  async request(name, input) {
    demand(requestNames, name)
    return ipcRenderer.invoke(name, input)
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
