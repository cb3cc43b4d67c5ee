import { app, shell } from 'electron'
import { LINKS } from '../../shared/links'
import type { Handlers } from '../request'
import type { GetServices } from '../services'

export function appHandlers(
  services: GetServices,
  dataFolder: string
): Pick<Handlers, 'app.info' | 'app.openLink'> {
  return {
    'app.info': async () => {
      // told also when the runs cannot be opened: that is when a person looks for it
      const opened = await services().catch(() => undefined)
      return {
        version: app.getVersion(),
        electron: process.versions.electron,
        chrome: process.versions.chrome,
        node: process.versions.node,
        sqlite: opened?.sqliteVersion ?? '',
        dataFolder,
        notice: opened?.notice ?? null
      }
    },
    'app.openLink': async ({ link }) => {
      await shell.openExternal(LINKS[link])
      return null
    }
  }
}
