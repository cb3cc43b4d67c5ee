import { app, session, type Session, type WebContents } from 'electron'
import type { Log } from './log'
import { ORIGIN } from './scheme'

/** Shuts every door that the page does not need. To be called once the app is ready, before any window. */
export function lockDown(log: Log): void {
  lockSession(session.defaultSession, log)
  app.on('web-contents-created', (_event, contents) => lockContents(contents, log))
}

/** Addresses that may be loaded: our page's, and the developer tools' own while there are any. */
function mayLoad(url: string): boolean {
  if (url.startsWith(`${ORIGIN}/`) || url.startsWith(`blob:${ORIGIN}/`)) return true
  if (url.startsWith('data:')) return true
  return !app.isPackaged && url.startsWith('devtools://')
}

function lockSession(ours: Session, log: Log): void {
  ours.webRequest.onBeforeRequest((details, decide) => {
    const cancel = !mayLoad(details.url)
    if (cancel) log.write('refused', `request to ${details.url}`)
    decide({ cancel })
  })
  ours.setPermissionRequestHandler((_contents, permission, decide) => {
    log.write('refused', `permission ${permission}`)
    decide(false)
  })
  ours.setPermissionCheckHandler(() => false)
  ours.setDevicePermissionHandler(() => false)
  ours.on('will-download', (event, item) => {
    log.write('refused', `download of ${item.getURL()}`)
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
  contents.setWindowOpenHandler(({ url }) => {
    log.write('refused', `window for ${url}`)
    return { action: 'deny' }
  })
  // without a proxy to go through, WebRTC may open no socket
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp')
}
