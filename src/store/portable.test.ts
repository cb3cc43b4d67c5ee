import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { databaseFile, findLibrary, requireLibrary, type LibraryPlace } from './data-folder'
import { writeLocation } from './library-location'
import { folderOfProgram } from './portable'
import { temporaryFolder } from './testing/fixtures'

describe('the folder of the program', () => {
  const of = (
    platform: NodeJS.Platform,
    executable: string,
    env: Record<string, string> = {}
  ): string => folderOfProgram({ platform, executable, env })

  it('is that of its executable file on Linux and Windows', () => {
    expect(of('linux', '/media/stick/downhill/downhill')).toBe('/media/stick/downhill')
    expect(of('win32', 'E:\\Downhill\\Downhill.exe')).toBe('E:\\Downhill')
  })

  it('is the one that the .app lies in', () => {
    expect(of('darwin', '/Volumes/Stick/Downhill.app/Contents/MacOS/Downhill')).toBe(
      '/Volumes/Stick'
    )
    expect(of('darwin', '/usr/local/bin/downhill')).toBe('/usr/local/bin')
  })

  it('is the one that the AppImage lies in, and not that of another AppImage', () => {
    const env = { APPIMAGE: '/media/stick/Downhill.AppImage', APPDIR: '/tmp/.mount_abc' }
    expect(of('linux', '/tmp/.mount_abc/downhill', env)).toBe('/media/stick')
    expect(of('linux', '/opt/Downhill/downhill', env)).toBe('/opt/Downhill')
    expect(of('win32', 'C:\\Downhill\\Downhill.exe', env)).toBe('C:\\Downhill')
  })
})

describe('a portable program', () => {
  let temporary: ReturnType<typeof temporaryFolder>
  const program = (): string => join(temporary.folder, 'stick')
  const data = (): string => join(program(), 'Downhill data')
  const find = (env: Record<string, string> = {}): LibraryPlace =>
    findLibrary({
      env: { XDG_DATA_HOME: temporary.folder, ...env },
      platform: 'linux',
      home: temporary.folder,
      program: program()
    })

  beforeEach(() => {
    temporary = temporaryFolder()
    mkdirSync(program())
    writeFileSync(join(program(), 'portable.txt'), '')
  })
  afterEach(() => temporary.remove())

  it('keeps everything beside itself, whatever was moved on this computer', () => {
    mkdirSync(join(temporary.folder, 'downhill'))
    writeLocation(join(temporary.folder, 'downhill'), { folder: program(), previous: [] })
    expect(find()).toMatchObject({ folder: data(), home: data(), fixed: 'portable', moved: false })
  })

  it('gives way to what the environment says', () => {
    expect(find({ DOWNHILL_DATA: '/given' })).toMatchObject({ folder: '/given' })
  })

  it('is not portable without its mark', () => {
    expect(
      findLibrary({ env: {}, platform: 'linux', home: '/home/ada', program: temporary.folder })
    ).toMatchObject({ folder: join('/home/ada', '.local/share/downhill'), fixed: false })
  })

  it('makes its folder, and leaves nothing else there', () => {
    requireLibrary(find())
    expect(readdirSync(data())).toEqual([])
  })

  it('begins no library where nothing can be written', () => {
    writeFileSync(data(), 'a file in the way')
    expect(() => requireLibrary(find())).toThrow(
      expect.objectContaining({ code: 'portable-unwritable', values: { folder: data() } })
    )
  })

  it('leaves a library that is there to the store, which may still read it', () => {
    mkdirSync(data())
    writeFileSync(databaseFile(data()), '')
    mkdirSync(join(data(), 'downhill-can-write-here'))
    expect(() => requireLibrary(find())).not.toThrow()
  })
})
