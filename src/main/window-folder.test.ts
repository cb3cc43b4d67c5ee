import { chmodSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { temporaryFolder } from '../store/testing/fixtures'
import { windowFolder } from './window-folder'

let temporary: ReturnType<typeof temporaryFolder>
beforeEach(() => (temporary = temporaryFolder()))
afterEach(() => temporary.remove())

/** A place for runs in which nothing can be made, whoever asks. */
function blocked(name = 'runs'): string {
  const file = join(temporary.folder, name)
  writeFileSync(file, 'a file in the way')
  return file
}
const findFor = (runs: string): string => windowFolder(runs, temporary.folder)

describe('the folder of Chromium', () => {
  it('is beside the runs', () => {
    const runs = join(temporary.folder, 'runs')
    expect(findFor(runs)).toBe(join(runs, 'window'))
  })

  it('is a temporary one where nothing can be written, the same for the same runs', () => {
    const folder = findFor(blocked())
    expect(dirname(folder)).toBe(temporary.folder)
    expect(findFor(blocked())).toBe(folder)
    expect(findFor(blocked('others'))).not.toBe(folder)
  })

  it.skipIf(process.platform === 'win32')('is not one that others can write, or led here', () => {
    const runs = blocked()
    const folder = findFor(runs)
    chmodSync(folder, 0o777)
    expect(findFor(runs)).toContain(`${folder}-`)

    rmSync(folder, { recursive: true })
    mkdirSync(join(temporary.folder, 'elsewhere'))
    symlinkSync(join(temporary.folder, 'elsewhere'), folder)
    expect(findFor(runs)).toContain(`${folder}-`)

    rmSync(folder)
    writeFileSync(folder, '')
    expect(findFor(runs)).toContain(`${folder}-`)
  })
})
