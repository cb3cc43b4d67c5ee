import type { Ref } from 'vue'
import { isMac, isTyping } from '../../composables/use-shortcuts'
import { runsOfRow, selectRange, toggleRow, type Selection } from './selection'
import type { TableRow, TableRows } from './table-rows'

export interface RowKeys {
  press: (event: KeyboardEvent) => void
  /** A click on a row that met none of its controls. */
  click: (event: MouseEvent, place: number) => void
}

/** Choosing and moving among the rows of a table, by keys and by clicks, as in a list of files. */
export function useRowKeys(options: {
  rows: () => TableRows
  activePlace: Readonly<Ref<number>>
  /** Makes a row the one that has the focus. */
  activate: (place: number) => Promise<void>
  selected: Ref<Selection>
  /** Rows in sight. */
  pageLength: () => number
  open: (row: TableRow) => void
  fold: (row: TableRow, isOpen: boolean) => void
  rename: (row: TableRow) => void
  remove: (runIds: readonly number[]) => void
}): RowKeys {
  const { rows, activePlace, activate, selected } = options
  /** Where a range begins. */
  let anchor = 0

  const isCommand = (event: MouseEvent | KeyboardEvent): boolean =>
    isMac() ? event.metaKey : event.ctrlKey

  function choose(place: number, event: MouseEvent | KeyboardEvent): void {
    const row = rows().at(place)
    if (!row) return
    if (event.shiftKey) {
      selected.value = selectRange(rows(), anchor, place)
      return
    }
    anchor = place
    selected.value = isCommand(event) ? toggleRow(row, selected.value) : new Set(runsOfRow(row))
  }

  function move(place: number, event: KeyboardEvent): void {
    const to = Math.min(Math.max(place, 0), rows().length - 1)
    if (event.shiftKey) choose(to, event)
    else anchor = to
    void activate(to)
  }

  function toggle(place: number): void {
    const row = rows().at(place)
    if (row) selected.value = toggleRow(row, selected.value)
    anchor = place
  }

  /** The runs to delete: the chosen ones if this row is among them, else its own. */
  function meant(row: TableRow): readonly number[] {
    const own = runsOfRow(row)
    return own.every((id) => selected.value.has(id)) ? [...selected.value] : own
  }

  /** Keys that mean the row, not a control in it. */
  function pressOnRow(event: KeyboardEvent, row: TableRow, place: number): boolean {
    if (event.key === 'Enter') options.open(row)
    else if (event.key === ' ') toggle(place)
    else return false
    return true
  }

  function pressAnywhere(event: KeyboardEvent, row: TableRow, place: number): boolean {
    const page = Math.max(1, options.pageLength())
    const targets: Record<string, number> = {
      ArrowDown: place + 1,
      ArrowUp: place - 1,
      PageDown: place + page,
      PageUp: place - page,
      Home: 0,
      End: rows().length - 1
    }
    if (Object.hasOwn(targets, event.key)) move(targets[event.key], event)
    else if (event.key === 'F2') options.rename(row)
    else if (event.key === 'Delete') {
      // a key that is held down would delete the rows below as well, one after the other
      if (!event.repeat) options.remove(meant(row))
    } else if (event.key === 'Escape' && selected.value.size > 0) selected.value = new Set()
    else if (event.key === 'a' && isCommand(event)) selected.value = new Set(rows().runIds)
    else if (event.key === 'ArrowRight' && row.kind === 'sweep') options.fold(row, true)
    else if (event.key === 'ArrowLeft' && row.kind === 'sweep') options.fold(row, false)
    else return false
    return true
  }

  return {
    press(event) {
      const place = activePlace.value
      const row = rows().at(place)
      if (!row || isTyping(event.target) || event.altKey) return
      const isOnRow = event.target instanceof HTMLTableRowElement
      if ((isOnRow && pressOnRow(event, row, place)) || pressAnywhere(event, row, place)) {
        event.preventDefault()
      }
    },
    click(event, place) {
      choose(place, event)
      void activate(place)
    }
  }
}
