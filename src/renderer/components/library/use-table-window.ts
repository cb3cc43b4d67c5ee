import { computed, nextTick, onBeforeUnmount, onMounted, ref, watch, type Ref } from 'vue'
import { remInPixels } from '../../composables/use-theme'
import { assignSlots, type SlottedRow } from './row-slots'
import type { TableRows } from './table-rows'
import { useResize } from './use-resize'

/** Rows that are drawn beyond the edges, so that scrolling shows no gaps. */
const BEYOND = 6

/** A row that is drawn. */
export interface DrawnRow extends SlottedRow {
  /** -1: out of sight, and kept in the document for what comes next. */
  place: number
  /** Pixels between it and the row drawn before it: rows that are not drawn. */
  above: number
}

export interface TableWindow {
  drawn: Readonly<Ref<readonly DrawnRow[]>>
  /** Pixels of the rows after the last one drawn. */
  below: Readonly<Ref<number>>
  /** In pixels. */
  rowHeight: Readonly<Ref<number>>
  /** Rows in sight, the head of the table aside. */
  pageLength: () => number
  /** Scrolls so that a row can be seen; resolves when it is drawn. */
  reveal: (place: number) => Promise<void>
}

/** Which rows of a long table are in sight. All are equally high, and so is the head above them. */
export function useTableWindow(
  scroller: Readonly<Ref<HTMLElement | null>>,
  rows: () => TableRows,
  /** Drawn wherever it stands, since it may have the focus. */
  activePlace: () => number
): TableWindow {
  const rowHeight = ref(36)
  const top = ref(0)
  const height = ref(0)

  /** Rows drawn beyond the edges just now. */
  const beyond = ref(BEYOND)

  const first = computed(() => Math.max(0, Math.floor(top.value / rowHeight.value) - beyond.value))
  const end = computed(() => {
    const inSight = Math.ceil((top.value + height.value) / rowHeight.value)
    return Math.min(rows().length, inSight + beyond.value)
  })

  /** The places of the rows to draw, from above to below. */
  const places = computed(() => {
    const from = Math.min(first.value, end.value)
    const inSight = Array.from({ length: end.value - from }, (_, at) => from + at)
    const active = activePlace()
    if (active >= rows().length || (active >= from && active < end.value)) return inSight
    return active < from ? [active, ...inSight] : [...inSight, active]
  })

  const drawn = computed<readonly DrawnRow[]>((before = []) => {
    const shown = places.value.flatMap((place) => rows().at(place) ?? [])
    const { drawn: slotted, spare } = assignSlots(before, shown)
    let next = 0
    const inSight = slotted.map((each, at) => {
      const place = places.value[at]
      const above = (place - next) * rowHeight.value
      next = place + 1
      return { ...each, place, above }
    })
    return [...inSight, ...spare.map((each) => ({ ...each, place: -1, above: 0 }))]
  })
  const below = computed(() => {
    const last = places.value.at(-1)
    return last === undefined ? 0 : (rows().length - last - 1) * rowHeight.value
  })

  // other rows show at once; those that only scrolling would show are drawn in the frame after
  let frame = 0
  watch(rows, () => {
    cancelAnimationFrame(frame)
    beyond.value = 0
    frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => (beyond.value = BEYOND))
    })
  })
  onBeforeUnmount(() => cancelAnimationFrame(frame))

  function follow(): void {
    top.value = scroller.value?.scrollTop ?? 0
  }

  function measure(): void {
    if (!scroller.value) return
    const target = Number.parseFloat(getComputedStyle(scroller.value).getPropertyValue('--target'))
    rowHeight.value = Math.ceil((Number.isFinite(target) ? target : 2.25) * remInPixels())
    height.value = scroller.value.clientHeight
    follow()
  }

  useResize(scroller, measure)
  onMounted(() => scroller.value?.addEventListener('scroll', follow, { passive: true }))
  onBeforeUnmount(() => scroller.value?.removeEventListener('scroll', follow))

  return {
    drawn,
    below,
    rowHeight,
    pageLength: () => Math.max(1, Math.floor(height.value / rowHeight.value) - 1),
    async reveal(place) {
      const element = scroller.value
      if (!element) return
      // the head covers as much as a row at the top
      const highest = place * rowHeight.value
      const lowest = (place + 2) * rowHeight.value - element.clientHeight
      element.scrollTop = Math.max(Math.min(element.scrollTop, highest), lowest)
      follow()
      await nextTick()
    }
  }
}
