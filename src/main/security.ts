import { app, session, type Session, type WebContents } from 'electron'
import type { Log } from './log'
import { ORIGIN } from './scheme'

/** Of an address that was refused, this many characters are logged: a page could make one of megabytes. */
const LONGEST_LOGGED = 200
const shortened = (url: string): string => url.slice(0, LONGEST_LOGGED)

/** Shuts every door that the page does not need. To be called once the app is ready, before any window. */
export function lockDown(log: Log): void {
  lockSession(session.defaultSession, log)
  // there is no other; one that came about all the same would not be open
  app.on('session-created', (other) => lockSession(other, log))
  app.on('web-contents-created', (_event, contents) => lockContents(contents, log))
}

/** Addresses that may be loaded: our page's, and the developer tools' own while there are any. */
function mayLoad(url: string): boolean {
  return url.startsWith(`${ORIGIN}/`) || (!app.isPackaged && url.startsWith('devtools://'))
}

function lockSession(ours: Session, log: Log): void {
  ours.webRequest.onBeforeRequest((details, decide) => {
    const cancel = !mayLoad(details.url)
    if (cancel) log.write('refused', `request to ${shortened(details.url)}`)
    decide({ cancel })
  })
  ours.setPermissionRequestHandler((_contents, permission, decide) => {
    log.write('refused', `permission ${permission}`)
    decide(false)
  })
  ours.setPermissionCheckHandler(() => false)
  ours.setDevicePermissionHandler(() => false)
  ours.on('will-download', (event, item) => {
    log.write('refused', `download of ${shortened(item.getURL())}`)
    event.preventDefault()
  })
  // a dictionary would be fetched
  ours.setSpellCheckerEnabled(false)
}

function lockContents(contents: WebContents, log: Log): void {
  const refuse = (what: string) => (event: { preventDefault(): void }) => {
    log.write('refused', what)
    event.preventDefault()
  }
  contents.on('will-frame-navigate', refuse('navigation'))
  contents.on('will-redirect', refuse('redirection'))
  contents.on('will-attach-webview', refuse('webview'))
  // where nobody chooses, Electron takes the first device that it finds
  contents.on('select-bluetooth-device', (event, _devices, choose) => {
    refuse('bluetooth')(event)
    choose('')
  })
  contents.setWindowOpenHandler(({ url }) => {
    log.write('refused', `window for ${shortened(url)}`)
    return { action: 'deny' }
  })
  // without a proxy to go through, WebRTC may open no socket
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp')
}
