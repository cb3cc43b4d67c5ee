import { homedir } from 'node:os'
import { isAbsolute, join, resolve } from 'node:path'

export interface Surroundings {
  env: Record<string, string | undefined>
  platform: NodeJS.Platform
  home: string
}

/**
 * The folder in which the runs are kept, the same for the window and the terminal: local to this
 * computer, never a roaming profile, because a database must not be copied while it is written.
 */
export function dataFolder(
  { env, platform, home }: Surroundings = {
    env: process.env,
    platform: process.platform,
    home: homedir()
  }
): string {
  if (env.DOWNHILL_DATA) return resolve(env.DOWNHILL_DATA)
  switch (platform) {
    case 'win32':
      return join(env.LOCALAPPDATA || join(home, 'AppData', 'Local'), 'Downhill')
    case 'darwin':
      return join(home, 'Library', 'Application Support', 'Downhill')
    default:
      return join(xdgDataHome(env) ?? join(home, '.local', 'share'), 'downhill')
  }
}

/** Its specification says to ignore it where it is not absolute. */
function xdgDataHome({ XDG_DATA_HOME }: Surroundings['env']): string | undefined {
  return XDG_DATA_HOME && isAbsolute(XDG_DATA_HOME) ? XDG_DATA_HOME : undefined
}

/** The one database in a data folder. */
export function databaseFile(folder: string): string {
  return join(folder, 'downhill.sqlite')
}
