import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { handwritten } from '../shared/digit-handwriting'
import { digitFromStrokes } from '../shared/digit-image'
import { packStrokes, type PackedStrokes } from '../shared/drawing-strokes'
import { MOST_DRAWINGS } from '../shared/drawings'
import { purgeDeletedRuns } from './purge'
import { DELETED_RUNS_KEPT, type NewDrawing, type StoreApi } from './store-api'
import { lease, newRun, START_TIME, temporaryStore, type TemporaryStore } from './testing/fixtures'

let library: TemporaryStore
let store: StoreApi
beforeEach(() => {
  library = temporaryStore()
  store = library.store
})
afterEach(() => library.remove())

function drawing(digit: number, author: string | null = null): NewDrawing {
  const strokes = packStrokes(handwritten(digit))
  const createdAt = new Date(START_TIME + digit * 1000).toISOString()
  return {
    record: { strokes, label: digit, author, createdAt },
    ...digitFromStrokes(handwritten(digit))
  }
}

/** So many different ones, without pictures. */
function dots(count: number): NewDrawing[] {
  const { record } = drawing(0)
  const nothing = new Uint8Array(784)
  return Array.from({ length: count }, (_, place) => {
    const strokes: PackedStrokes = [[2.4, (place % 2800) / 100, place / 2800]]
    return { record: { ...record, strokes }, raw: nothing, centred: nothing }
  })
}

describe('drawings', () => {
  it('come back as they were kept, in their order, with both pictures', () => {
    const drawings = [drawing(7, 'Ada'), drawing(2), drawing(5, 'Ada')]
    const { added, present } = store.addDrawings(drawings)
    expect([added, present]).toEqual([[1, 2, 3], 0])
    const list = store.listDrawings()
    expect([...list.ids]).toEqual(added)
    expect([...list.labels]).toEqual([7, 2, 5])
    expect(list.authors).toEqual(['Ada'])
    expect([...list.authorOf]).toEqual([1, 0, 1])
    expect(list.times[1]).toBe(START_TIME + 2000)
    expect(list.images.subarray(784, 1568)).toEqual(drawings[1].centred)
    expect(store.readDrawing(2)).toEqual(drawings[1].record)
    expect(store.exportDrawings()).toEqual(drawings.map(({ record }) => record))
    const pictures = store.drawingPictures()
    expect(pictures.raw.subarray(1568)).toEqual(drawings[2].raw)
    expect(pictures.centred.subarray(1568)).toEqual(drawings[2].centred)
    expect([...pictures.labels]).toEqual([7, 2, 5])
  })

  it('are known by their strokes: the same one comes in once, and keeps its label', () => {
    store.addDrawings([drawing(7, 'Ada')])
    const again = drawing(7, 'Eve')
    const result = store.addDrawings([
      { ...again, record: { ...again.record, label: 1 } },
      drawing(3),
      drawing(3)
    ])
    expect(result).toEqual({ added: [2], present: 2 })
    expect(store.readDrawing(1)).toMatchObject({ label: 7, author: 'Ada' })
  })

  it('are deleted and restored, all or none', () => {
    store.addDrawings([drawing(1), drawing(2), drawing(3)])
    store.deleteDrawings([1, 3])
    expect([...store.listDrawings().ids]).toEqual([2])
    expect(() => store.readDrawing(1)).toThrow('no drawing 1')
    expect(() => store.deleteDrawings([2, 3])).toThrow('no drawing 3')
    expect([...store.listDrawings().ids]).toEqual([2])
    store.restoreDrawings([1, 3])
    expect([...store.listDrawings().ids]).toEqual([1, 2, 3])
  })

  it('come back from the bin when they are drawn or passed on again', () => {
    store.addDrawings([drawing(4)])
    store.deleteDrawings([1])
    const { raw, centred, record } = drawing(4)
    expect(store.addDrawings([{ raw, centred, record: { ...record, label: 9 } }])).toEqual({
      added: [1],
      present: 0
    })
    expect(store.readDrawing(1).label).toBe(9)
  })

  it('get another label', () => {
    store.addDrawings([drawing(1), drawing(7)])
    store.relabelDrawings([1, 2], 7)
    expect([...store.listDrawings().labels]).toEqual([7, 7])
    expect(() => store.relabelDrawings([1, 99], 3)).toThrow('no drawing 99')
    expect([...store.listDrawings().labels]).toEqual([7, 7])
  })

  it('have an end: what would be too many does not come in at all', () => {
    store.addDrawings(dots(MOST_DRAWINGS))
    expect(() => store.addDrawings([drawing(1)])).toThrow('at most 10000')
    expect(store.listDrawings().ids).toHaveLength(MOST_DRAWINGS)
    store.deleteDrawings([1])
    store.addDrawings([drawing(1)])
    expect(() => store.restoreDrawings([1])).toThrow('at most 10000')
  })

  it('are gone for good thirty days after they were deleted', () => {
    store.addDrawings([drawing(1), drawing(2)])
    store.deleteDrawings([1])
    library.clock.time += DELETED_RUNS_KEPT + 1
    store.createRun(newRun(), lease('me', library.clock.time))
    library.clock.time += 24 * 60 * 60 * 1000
    purgeDeletedRuns({ database: library.database, now: () => library.clock.time })
    expect(() => store.restoreDrawings([1])).toThrow('no drawing 1')
    expect([...store.listDrawings().ids]).toEqual([2])
  })
})
