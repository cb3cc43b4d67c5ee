import { app } from 'electron'

/** What Chromium would do over the network by itself; Downhill works offline and stays silent. */
const WITHOUT = [
  'disable-background-networking',
  'disable-component-update',
  'disable-domain-reliability',
  'disable-sync',
  'no-pings',
  'no-proxy-server'
]

/** To be called before the app is ready. */
export function silenceChromium(): void {
  for (const name of WITHOUT) app.commandLine.appendSwitch(name)
  // no name is looked up, whatever asks for it: not by a prefetch hint, nor by a part of Chromium
  app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND')
}
