import { createHash } from 'node:crypto'
import type { PackedStrokes } from '../shared/drawing-strokes'
import { MOST_DRAWINGS, type AddedDrawings, type DrawingList } from '../shared/drawings'
import { DownhillError } from '../shared/errors'
import { createDeletionTime } from './purge'
import type { DrawingPictures, NewDrawing, StoreApi } from './store-api'
import { inTransaction, type StoreContext } from './transactions'

/** Drawings that are kept, with the digit that each was meant to be. */
export type DrawingStore = Pick<
  StoreApi,
  | 'listDrawings'
  | 'readDrawing'
  | 'exportDrawings'
  | 'drawingPictures'
  | 'addDrawings'
  | 'relabelDrawings'
  | 'deleteDrawings'
  | 'restoreDrawings'
>

const PIXELS = 784

interface Row {
  id: number
  label: number
  author: string | null
  created_at: number
  strokes: string
}

export function createDrawingStore({ database, now }: StoreContext): DrawingStore {
  const deletionTime = createDeletionTime({ database, now })
  const listed = database.prepare<[], Omit<Row, 'strokes'> & { centred: Buffer }>(
    'SELECT id, label, author, created_at, centred FROM drawings WHERE deleted_at IS NULL ORDER BY id'
  )
  const pictures = database.prepare<
    [],
    { id: number; label: number; raw: Buffer; centred: Buffer }
  >('SELECT id, label, raw, centred FROM drawings WHERE deleted_at IS NULL ORDER BY id')
  const records = database.prepare<[], Row>(
    'SELECT id, label, author, created_at, strokes FROM drawings WHERE deleted_at IS NULL ORDER BY id'
  )
  const one = database.prepare<[number], Row>(
    'SELECT id, label, author, created_at, strokes FROM drawings WHERE id = ? AND deleted_at IS NULL'
  )
  const known = database.prepare<[string], { id: number; deleted_at: number | null }>(
    'SELECT id, deleted_at FROM drawings WHERE sha256 = ?'
  )
  const count = database
    .prepare<[], number>('SELECT count(*) FROM drawings WHERE deleted_at IS NULL')
    .pluck()
  const insert = database.prepare(`
    INSERT INTO drawings (sha256, label, author, created_at, strokes, raw, centred)
    VALUES (@sha256, @label, @author, @createdAt, @strokes, @raw, @centred)`)
  const setDeleted = database.prepare(
    'UPDATE drawings SET deleted_at = ? WHERE id = ? AND deleted_at IS NULL'
  )
  const unsetDeleted = database.prepare('UPDATE drawings SET deleted_at = NULL WHERE id = ?')
  const setLabel = database.prepare(
    'UPDATE drawings SET label = ? WHERE id = ? AND deleted_at IS NULL'
  )

  /** The number of the drawing where it was not there, or had been deleted; null where it is there. */
  function add({ record, raw, centred }: NewDrawing): number | null {
    const strokes = JSON.stringify(record.strokes)
    const sha256 = createHash('sha256').update(strokes).digest('hex')
    const found = known.get(sha256)
    if (found) {
      if (found.deleted_at === null) return null
      unsetDeleted.run(found.id)
      // whoever draws it anew, or passes it on, says what it is
      setLabel.run(record.label, found.id)
      return found.id
    }
    const { label, author, createdAt } = record
    const { lastInsertRowid } = insert.run({
      sha256,
      label,
      author,
      createdAt: Date.parse(createdAt),
      strokes,
      raw,
      centred
    })
    return Number(lastInsertRowid)
  }

  function change(
    statement: { run(id: number): { changes: number } },
    ids: readonly number[]
  ): void {
    inTransaction(database, () => {
      for (const id of ids) if (statement.run(id).changes === 0) throw notFound(id)
    })
  }

  return {
    listDrawings: () => toList(listed.all()),

    readDrawing: (id) => {
      const row = one.get(id)
      if (!row) throw notFound(id)
      return toRecord(row)
    },

    exportDrawings: () => records.all().map(toRecord),

    drawingPictures: (): DrawingPictures => {
      const rows = pictures.all()
      return {
        ids: Uint32Array.from(rows, ({ id }) => id),
        labels: Uint8Array.from(rows, ({ label }) => label),
        raw: joined(rows.map(({ raw }) => raw)),
        centred: joined(rows.map(({ centred }) => centred))
      }
    },

    addDrawings: (drawings) =>
      inTransaction(database, () => {
        const ids = drawings.map(add)
        if ((count.get() ?? 0) > MOST_DRAWINGS) throw tooMany()
        const added = ids.filter((id) => id !== null)
        return { added, present: ids.length - added.length } satisfies AddedDrawings
      }),

    relabelDrawings: (ids, label) => change({ run: (id) => setLabel.run(label, id) }, ids),
    deleteDrawings: (ids) => {
      const time = deletionTime()
      change({ run: (id) => setDeleted.run(time, id) }, ids)
    },
    restoreDrawings: (ids) =>
      inTransaction(database, () => {
        for (const id of ids) if (unsetDeleted.run(id).changes === 0) throw notFound(id)
        if ((count.get() ?? 0) > MOST_DRAWINGS) throw tooMany()
      })
  }
}

function toRecord({
  label,
  author,
  created_at: time,
  strokes
}: Row): ReturnType<StoreApi['readDrawing']> {
  const packed: PackedStrokes = JSON.parse(strokes)
  return { strokes: packed, label, author, createdAt: new Date(time).toISOString() }
}

function toList(rows: readonly (Omit<Row, 'strokes'> & { centred: Buffer })[]): DrawingList {
  const authors = [...new Set(rows.map(({ author }) => author))].filter((name) => name !== null)
  const places = new Map(authors.map((name, index) => [name, index + 1]))
  return {
    ids: Uint32Array.from(rows, ({ id }) => id),
    labels: Uint8Array.from(rows, ({ label }) => label),
    times: Float64Array.from(rows, ({ created_at: time }) => time),
    authors,
    authorOf: Uint16Array.from(rows, ({ author }) => (author ? (places.get(author) ?? 0) : 0)),
    images: joined(rows.map(({ centred }) => centred))
  }
}

/** 784 bytes each, one after the other. */
function joined(pictures: readonly Buffer[]): Uint8Array {
  const bytes = new Uint8Array(pictures.length * PIXELS)
  pictures.forEach((picture, index) => bytes.set(picture, index * PIXELS))
  return bytes
}

function notFound(drawingId: number): DownhillError {
  return new DownhillError('not-found', `There is no drawing ${drawingId}.`, { drawingId })
}

function tooMany(): DownhillError {
  return new DownhillError('drawings-full', `A library keeps at most ${MOST_DRAWINGS} drawings.`, {
    most: MOST_DRAWINGS
  })
}
