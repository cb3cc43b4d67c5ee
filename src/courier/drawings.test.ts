import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { handwritten } from '../shared/digit-handwriting'
import { digitFromStrokes } from '../shared/digit-image'
import { transformed } from '../shared/digit-strokes'
import { packStrokes, unpackStrokes } from '../shared/drawing-strokes'
import type { DrawingRecord } from '../shared/drawings'
import { randomStream } from '../shared/random'
import type { NewDrawing } from '../store/store-api'
import { exportDrawings, importDrawings } from './drawings'
import { readDrawings, writeDrawings } from './drawings-file'
import { createTestLibrary, type TestLibrary } from './testing/library'

function record(digit: number, author: string | null = null): DrawingRecord {
  const strokes = packStrokes(transformed(handwritten(digit), 0.8, 2, 1))
  return { strokes, label: digit, author, createdAt: '2026-01-02T03:04:05.000Z' }
}
const drawing = (digit: number, author: string | null = null): NewDrawing => ({
  record: record(digit, author),
  ...digitFromStrokes(unpackStrokes(record(digit).strokes))
})

let folder: string
let library: TestLibrary
let file: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'downhill-drawings-'))
  library = createTestLibrary()
  file = join(folder, 'ours.downhill-drawings')
})
afterEach(() => {
  library.remove()
  rmSync(folder, { recursive: true, force: true })
})

describe('drawings in a file', () => {
  it('come in as they went out, with the name of whoever passed them on', async () => {
    library.server.addDrawings([drawing(3), drawing(8, 'Ada'), drawing(5)])
    const { size } = await exportDrawings({ file, author: 'Grace' }, library.tools)
    expect(size).toBe(readFileSync(file).length)

    const other = createTestLibrary()
    try {
      other.server.addDrawings([drawing(8, 'Eve')])
      const [result] = await importDrawings([file], other.tools)
      expect(result).toMatchObject({
        file: 'ours.downhill-drawings',
        added: [2, 3],
        present: 1,
        error: null
      })
      const records = other.server.exportDrawings()
      expect(records.slice(1)).toEqual([record(3, 'Grace'), record(5, 'Grace')])
      expect(records[0].author).toBe('Eve')
      const pictures = library.server.drawingPictures()
      const there = other.server.drawingPictures()
      expect(there.centred.subarray(784, 1568)).toEqual(pictures.centred.subarray(0, 784))
      expect(there.raw.subarray(1568)).toEqual(pictures.raw.subarray(1568))
    } finally {
      other.remove()
    }
  })

  it('are not written where there are none', async () => {
    const written = exportDrawings({ file, author: null }, library.tools)
    await expect(written).rejects.toMatchObject({ code: 'drawings-too-few' })
    expect(() => readFileSync(file)).toThrow()
  })

  it('are not written where nobody could read them for their size', async () => {
    const long: DrawingRecord = {
      ...record(1),
      strokes: [[0, 0, 0, ...Array<number>(2000).fill(255)]]
    }
    const all = Array<DrawingRecord>(10_000).fill(long)
    const store = { ...library.tools.store, exportDrawings: () => Promise.resolve(all) }
    const written = exportDrawings({ file, author: null }, { ...library.tools, store })
    await expect(written).rejects.toMatchObject({ code: 'drawings-large' })
    expect(() => readFileSync(file)).toThrow()
  })

  it('come in from the sound files, while each broken one says why it does not', async () => {
    writeFileSync(file, writeDrawings([record(1), record(2)], '1.0.0'))
    const broken = join(folder, 'broken.downhill-drawings')
    writeFileSync(broken, readFileSync(file).subarray(0, 300))
    const results = await importDrawings([broken, join(folder, 'none'), file], library.tools)
    expect(results.map(({ error }) => error?.code ?? null)).toEqual([
      'drawings-damaged',
      'file-unreadable',
      null
    ])
    expect([...library.server.listDrawings().labels]).toEqual([1, 2])
  })
})

describe('readDrawings', () => {
  const sound = writeDrawings([record(1), record(2, 'Ada'), record(7)], '1.0.0')
  const changed = (from: string, to: string): Uint8Array =>
    new TextEncoder().encode(new TextDecoder().decode(sound).replace(from, to))
  const codeOf = (bytes: Uint8Array): string => {
    try {
      readDrawings(bytes)
      return 'read'
    } catch (error) {
      return error instanceof Error && 'code' in error ? String(error.code) : String(error)
    }
  }

  it('reads what was written', () => {
    expect(readDrawings(sound)).toEqual([record(1), record(2, 'Ada'), record(7)])
  })

  it('refuses what was changed, newer files and other files', () => {
    expect(codeOf(changed('"label":7', '"label":1'))).toBe('drawings-damaged')
    expect(codeOf(changed('"Ada"', '"Eve"'))).toBe('drawings-damaged')
    expect(codeOf(changed('"label":7', '"label":77'))).toBe('drawings-damaged')
    expect(codeOf(changed('"version":1', '"version":2'))).toBe('drawings-newer')
    expect(codeOf(changed('downhill-drawings', 'something-else'))).toBe('drawings-damaged')
    for (const text of ['', '[]', 'null', '{}', '{"format":"downhill-drawings","version":1}']) {
      expect(codeOf(new TextEncoder().encode(text))).toBe('drawings-damaged')
    }
  })

  it('takes no harm from a thousand damaged files, and takes in none of them changed', () => {
    const random = randomStream(5, 'noise')
    for (let time = 0; time < 1000; time++) {
      const bytes = sound.slice(0, time % 3 === 0 ? random.below(sound.length) : sound.length)
      for (let change = 0; change <= random.below(4); change++) {
        if (bytes.length > 0) bytes[random.below(bytes.length)] = random.below(256)
      }
      const code = codeOf(bytes)
      if (code === 'read') expect(readDrawings(bytes)).toEqual(readDrawings(sound))
      else expect(['drawings-damaged', 'drawings-newer']).toContain(code)
    }
  })
})
