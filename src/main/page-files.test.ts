import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { listPageFiles } from './page-files'

describe('listPageFiles', () => {
  let folder: string

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'downhill-page-'))
    mkdirSync(join(folder, 'page/assets'), { recursive: true })
    for (const file of [
      'page/index.html',
      'page/assets/index.js',
      'page/notes.txt',
      'secret.html'
    ]) {
      writeFileSync(join(folder, file), file)
    }
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  it('lists the files of known kinds by their path in an address', () => {
    const files = listPageFiles(join(folder, 'page'))
    expect([...files.keys()].sort()).toEqual(['/assets/index.js', '/index.html'])
    expect(files.get('/assets/index.js')).toEqual({
      path: join(folder, 'page/assets/index.js'),
      contentType: 'text/javascript; charset=utf-8'
    })
  })

  it('does not follow a symbolic link', () => {
    symlinkSync(join(folder, 'secret.html'), join(folder, 'page/linked.html'))
    symlinkSync(folder, join(folder, 'page/out'))
    expect([...listPageFiles(join(folder, 'page')).keys()].sort()).toEqual([
      '/assets/index.js',
      '/index.html'
    ])
  })
})
