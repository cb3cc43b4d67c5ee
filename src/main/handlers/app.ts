import { readFile } from 'node:fs/promises'
import { app, shell } from 'electron'
import { licencesSchema } from '../../shared/build'
import { LINKS } from '../../shared/links'
import { readBuild } from '../build-info'
import { PLACES } from '../places'
import type { Handlers } from '../request'
import type { GetServices } from '../services'

export function appHandlers(
  services: GetServices,
  dataFolder: string
): Pick<Handlers, 'app.info' | 'app.openLink' | 'app.licences'> {
  const build = readBuild({
    file: PLACES.package,
    isPackaged: app.isPackaged,
    platform: process.platform,
    electron: process.versions.electron
  })
  return {
    'app.info': async () => {
      // told also when the runs cannot be opened: that is when a person looks for it
      const opened = await services().catch(() => undefined)
      return {
        version: app.getVersion(),
        build,
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
    },
    'app.licences': async () =>
      licencesSchema.parse(JSON.parse(await readFile(PLACES.licences, 'utf8')))
  }
}
