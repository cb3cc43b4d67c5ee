// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { DownhillError } from '../../shared/errors'
import type { ImportedFile } from '../../shared/files'
import { installFakeBridge, type FakeBridge } from '../testing/bridge'
import { makeRun } from '../testing/runs'
import type { Files } from './use-files'

const SAVED = { path: '/home/ada/a.csv', size: 12 }
const CAME_IN: ImportedFile[] = [
  {
    file: 'a.downhill',
    author: 'Ada',
    runs: [{ runId: 1, name: 'Run 1', outcome: 'imported' }],
    error: null
  }
]

let bridge: FakeBridge
let files: Files
beforeEach(async () => {
  vi.resetModules()
  bridge = installFakeBridge()
  const { useFiles } = await import('./use-files')
  files = useFiles()
})

const save = () => files.save({ kind: 'csv', fileName: 'a/b', bytes: Uint8Array.of(1) })

describe('useFiles', () => {
  it('saves under a name that a system can take, and tells where', async () => {
    const asked: string[] = []
    bridge.answer('files.save', ({ fileName }) => {
      asked.push(fileName)
      return SAVED
    })
    expect(await save()).toEqual(SAVED)
    expect(asked).toEqual(['a b'])
    expect(files.saved.value).toEqual(SAVED)
    expect(files.busy.value).toBe(false)
  })

  it('says nothing where the person changed their mind', async () => {
    bridge.answer('files.savePdf', () => null)
    expect(await files.savePdf('report')).toBeNull()
    expect([files.saved.value, files.failure.value]).toEqual([null, null])
  })

  it('keeps what went wrong until the next try', async () => {
    bridge.answer('files.save', () => {
      throw new DownhillError('file-unwritable', 'The disk is full.')
    })
    expect(await save()).toBeNull()
    expect(files.failure.value).toMatchObject({ code: 'file-unwritable' })
    bridge.answer('files.save', () => SAVED)
    await save()
    expect(files.failure.value).toBeNull()
  })

  it('exports what was chosen, after it was asked for a name', async () => {
    const asked: unknown[] = []
    bridge.answer('files.exportRuns', (input) => {
      asked.push(input)
      return SAVED
    })
    files.exportRuns([makeRun({ id: 3 }), makeRun({ id: 5 })])
    expect(files.toExport.value).toHaveLength(2)
    await files.writeExport('both', 'Ada')
    expect(asked).toEqual([{ runIds: [3, 5], author: 'Ada', fileName: 'both' }])
    expect(files.toExport.value).toEqual([])
  })

  it('exports all that were chosen or none, and says why', () => {
    const many = Array.from({ length: 1001 }, (_, index) => makeRun({ id: index + 1 }))
    files.exportRuns(many)
    expect(files.toExport.value).toEqual([])
    expect(files.failure.value).toMatchObject({ code: 'not-exportable' })
    files.exportRuns(many.slice(1))
    expect(files.toExport.value).toHaveLength(1000)
    expect(files.failure.value).toBeNull()
  })

  it('reports what came in, by a dialog or by a double-click', async () => {
    bridge.answer('files.importRuns', () => CAME_IN)
    await files.importRuns()
    expect(files.report.value).toEqual(CAME_IN)
    bridge.answer('files.importRuns', () => null)
    await files.importRuns()
    expect(files.report.value).toBeNull()
    bridge.emit('files.imported', { files: CAME_IN })
    expect(files.report.value).toEqual(CAME_IN)
  })

  it('tells how far it has come, while it is at work', async () => {
    bridge.emit('files.progress', { done: 1, of: 3 })
    expect(files.progress.value).toBeNull()
    let finish = (): void => undefined
    bridge.answer('files.save', () => new Promise((resolve) => (finish = () => resolve(SAVED))))
    const saving = save()
    await Promise.resolve()
    bridge.emit('files.progress', { done: 2, of: 3 })
    expect(files.progress.value).toEqual({ done: 2, of: 3 })
    finish()
    await saving
    expect(files.progress.value).toBeNull()
  })
})
