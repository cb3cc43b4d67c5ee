import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { databaseFile, dataFolder } from './data-folder'

const home = join('/', 'home', 'ada')
const on = (platform: NodeJS.Platform, env: Record<string, string> = {}): string =>
  dataFolder({ env, platform, home })

describe('dataFolder', () => {
  it('is where each system keeps local data', () => {
    expect(on('linux')).toBe(join(home, '.local', 'share', 'downhill'))
    expect(on('linux', { XDG_DATA_HOME: '/data' })).toBe(join('/data', 'downhill'))
    expect(on('darwin')).toBe(join(home, 'Library', 'Application Support', 'Downhill'))
    expect(on('win32', { LOCALAPPDATA: 'C:\\Local' })).toBe(join('C:\\Local', 'Downhill'))
    expect(on('win32')).toBe(join(home, 'AppData', 'Local', 'Downhill'))
  })

  it('is absolute, whatever is asked for', () => {
    expect(on('linux', { DOWNHILL_DATA: 'here' })).toBe(resolve('here'))
    expect(on('linux', { XDG_DATA_HOME: 'data' })).toBe(on('linux'))
  })

  it('can be chosen, which wins over everything', () => {
    const env = { DOWNHILL_DATA: '/elsewhere', XDG_DATA_HOME: '/data', LOCALAPPDATA: 'C:\\Local' }
    for (const platform of ['linux', 'darwin', 'win32'] as const) {
      expect(on(platform, env)).toBe('/elsewhere')
    }
    expect(databaseFile('/elsewhere')).toBe(join('/elsewhere', 'downhill.sqlite'))
  })
})
