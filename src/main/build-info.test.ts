import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { BuildInfo } from '../shared/build'
import { temporaryFolder } from '../store/testing/fixtures'
import { readBuild } from './build-info'

let temporary: ReturnType<typeof temporaryFolder>
beforeEach(() => (temporary = temporaryFolder()))
afterEach(() => temporary.remove())

function read(contents: unknown, isPackaged: boolean, platform: NodeJS.Platform): BuildInfo {
  const file = join(temporary.folder, 'package.json')
  writeFileSync(file, typeof contents === 'string' ? contents : JSON.stringify(contents))
  return readBuild({ file, isPackaged, platform, electron: '45.4.1' })
}
const checkout = (electron: string): object => ({ devDependencies: { electron, zod: '4.0.0' } })
const marked = (testBuild: boolean, signed: boolean): object => ({
  downhill: { testBuild, signed }
})

describe('a checkout', () => {
  it('is a test build on another Electron than the declared one', () => {
    expect(read(checkout('45.4.1'), false, 'linux').testBuild).toBe(false)
    expect(read(checkout('45.4.2'), false, 'linux').testBuild).toBe(true)
  })

  it('is nothing that anyone would sign', () => {
    expect(read(checkout('45.4.1'), false, 'win32')).toEqual({
      packaged: false,
      testBuild: false,
      unsigned: false
    })
  })
})

describe('a package', () => {
  it('is what it was marked as', () => {
    expect(read(marked(true, false), true, 'win32')).toEqual({
      packaged: true,
      testBuild: true,
      unsigned: true
    })
    expect(read(marked(false, true), true, 'darwin')).toMatchObject({
      testBuild: false,
      unsigned: false
    })
  })

  it('says nothing of signatures on Linux', () => {
    expect(read(marked(false, false), true, 'linux').unsigned).toBe(false)
  })

  it.each([{}, 'no JSON', { downhill: { testBuild: 'no' } }])(
    'does not pass for a release without its marks (%j)',
    (contents) => {
      expect(read(contents, true, 'win32')).toMatchObject({ testBuild: true, unsigned: true })
    }
  )

  it('does not pass for one where nothing can be read', () => {
    const file = join(temporary.folder, 'nowhere.json')
    expect(
      readBuild({ file, isPackaged: true, platform: 'linux', electron: '45.4.1' }).testBuild
    ).toBe(true)
  })
})
