import { computed, shallowRef, type ComputedRef } from 'vue'
import { useHighlight } from '../../composables/use-highlight'
import type { TableRow, TableRows } from './table-rows'

/** A row that an event met, in whatever part of it. */
export interface MetRow {
  row: TableRow
  place: number
  element: HTMLElement
}

export interface RowPointing {
  /** Somebody points at a row, or has the focus in one. */
  isHeld: ComputedRef<boolean>
  rowOf: (event: Event) => MetRow | undefined
  point: (event: Event) => void
  /** Returns the row that has the focus now. */
  focus: (event: FocusEvent) => TableRow | undefined
  leave: () => void
  blur: () => void
}

/** Which row is pointed at or has the focus; its run stands out in the pictures, too. */
export function useRowPointing(rows: () => TableRows): RowPointing {
  const { highlighted, highlight, release } = useHighlight()
  const isPointed = shallowRef(false)
  const isFocused = shallowRef(false)

  function rowOf(event: Event): MetRow | undefined {
    if (!(event.target instanceof Element)) return undefined
    const element = event.target.closest<HTMLElement>('tr[data-place]')
    const row = element ? rows().at(Number(element.dataset.place)) : undefined
    if (!element || !row) return undefined
    return { row, place: Number(element.dataset.place), element }
  }

  function standOut(row: TableRow | undefined): void {
    if (row?.kind === 'run') highlight(row.runId)
    else if (highlighted.value !== null) release(highlighted.value)
  }

  return {
    isHeld: computed(() => isPointed.value || isFocused.value),
    rowOf,
    point(event) {
      const met = rowOf(event)
      isPointed.value = met !== undefined
      standOut(met?.row)
    },
    focus(event) {
      const met = rowOf(event)
      isFocused.value = met !== undefined
      standOut(met?.row)
      return met?.row
    },
    leave() {
      isPointed.value = false
      standOut(undefined)
    },
    blur() {
      isFocused.value = false
      standOut(undefined)
    }
  }
}
