import { shallowRef, type Ref } from 'vue'
import type { RequestInput } from '../../shared/contract'
import type { DatasetInfo } from '../../shared/dataset'
import type { Stroke } from '../../shared/digit-strokes'
import { unpackStrokes } from '../../shared/drawing-strokes'
import type { DrawingList, ImportedDrawings } from '../../shared/drawings'
import type { SavedFile } from '../../shared/files'
import { request, subscribe } from '../api'
import { newestOnly } from './newest-only'
import { useAuthor } from './use-author'

const list = shallowRef<DrawingList | null>(null)
const error = shallowRef<unknown>(null)
let started = false

const read = newestOnly(async () => {
  try {
    list.value = await request('drawings.list')
    error.value = null
  } catch (reason) {
    error.value = reason
  }
})

/** The name under which a person draws and exports; null where none was given. */
function owner(): string | null {
  const name = useAuthor().value.trim()
  return name === '' ? null : name
}

/** Plain copies: what is reactive cannot cross the border between the processes. */
const plain = (strokes: readonly Stroke[]): RequestInput<'drawings.save'>['strokes'] =>
  strokes.map(({ points, width }) => ({ points: points.map(({ x, y }) => ({ x, y })), width }))

export interface Drawings {
  /** null until they are read. */
  list: Readonly<Ref<DrawingList | null>>
  error: Readonly<Ref<unknown>>
  /** Its number; null where this very drawing was there already. May throw, as all below. */
  keep: (strokes: readonly Stroke[], label: number) => Promise<number | null>
  strokesOf: (drawingId: number) => Promise<Stroke[]>
  relabel: (drawingIds: number[], label: number) => Promise<void>
  remove: (drawingIds: number[]) => Promise<void>
  restore: (drawingIds: number[]) => Promise<void>
  /** null: the person changed their mind. */
  exportAll: (fileName: string) => Promise<SavedFile | null>
  importFiles: () => Promise<ImportedDrawings[] | null>
  makeDataset: (wanted: RequestInput<'drawings.makeDataset'>) => Promise<DatasetInfo>
}

/** The drawings that are kept, one list for the whole window, true to the moment. */
export function useDrawings(): Drawings {
  if (!started) {
    started = true
    subscribe('drawings.changed', read)
    read()
  }
  return {
    list,
    error,
    async keep(strokes, label) {
      const drawing = { strokes: plain(strokes), label, author: owner() }
      const { added } = await request('drawings.save', drawing)
      return added.at(0) ?? null
    },
    async strokesOf(drawingId) {
      const { strokes } = await request('drawings.read', { drawingId })
      return unpackStrokes(strokes)
    },
    relabel: async (drawingIds, label) =>
      void (await request('drawings.relabel', { drawingIds, label })),
    remove: async (drawingIds) => void (await request('drawings.delete', { drawingIds })),
    restore: async (drawingIds) => void (await request('drawings.restore', { drawingIds })),
    exportAll: (fileName) => request('drawings.export', { fileName, author: owner() }),
    importFiles: () => request('drawings.import'),
    makeDataset: (wanted) => request('drawings.makeDataset', wanted)
  }
}
