import { defaultRangeExtractor, useVirtualizer } from '@tanstack/vue-virtual'
import { computed, nextTick, ref, watch, type Ref } from 'vue'
import { remInPixels } from '../../composables/use-theme'
import type { TableRow } from './table-rows'
import { useResize } from './use-resize'

/** Rows that are drawn beyond the edges, so that scrolling shows no gaps. */
const BEYOND = 6

/** A row that is drawn. */
export interface RowSlot {
  place: number
  /** Pixels between it and the row drawn before it: rows that are not drawn. */
  above: number
}

export interface TableWindow {
  slots: Readonly<Ref<RowSlot[]>>
  /** Pixels of the rows after the last one drawn. */
  below: Readonly<Ref<number>>
  /** In pixels. */
  rowHeight: Readonly<Ref<number>>
  /** Scrolls so that a row can be seen; resolves when it is drawn. */
  reveal: (place: number) => Promise<void>
}

/** Which rows of a long table are in sight. All are equally high: as high as a control. */
export function useTableWindow(
  scroller: Readonly<Ref<HTMLElement | null>>,
  rows: () => readonly TableRow[],
  /** Drawn wherever it stands, since it may have the focus. */
  activePlace: () => number
): TableWindow {
  const rowHeight = ref(36)

  const virtualizer = useVirtualizer(
    computed(() => ({
      count: rows().length,
      getScrollElement: () => scroller.value,
      estimateSize: () => rowHeight.value,
      getItemKey: (place: number) => rows()[place]?.key ?? place,
      overscan: BEYOND,
      // the head of the table stays above the rows
      scrollMargin: rowHeight.value,
      scrollPaddingStart: rowHeight.value,
      rangeExtractor: (range: Parameters<typeof defaultRangeExtractor>[0]) => {
        const inSight = defaultRangeExtractor(range)
        const active = activePlace()
        if (active >= range.count || inSight.includes(active)) return inSight
        return [...inSight, active].sort((one, other) => one - other)
      }
    }))
  )
  watch(rowHeight, () => virtualizer.value.measure())

  const slots = computed(() => {
    let end = rowHeight.value
    return virtualizer.value.getVirtualItems().map(({ index, start, end: itsEnd }) => {
      const above = start - end
      end = itsEnd
      return { place: index, above }
    })
  })
  const below = computed(() => {
    const last = virtualizer.value.getVirtualItems().at(-1)
    return last ? rowHeight.value + virtualizer.value.getTotalSize() - last.end : 0
  })

  function measure(): void {
    if (!scroller.value) return
    const target = Number.parseFloat(getComputedStyle(scroller.value).getPropertyValue('--target'))
    rowHeight.value = Math.ceil((Number.isFinite(target) ? target : 2.25) * remInPixels())
  }

  useResize(scroller, measure)

  return {
    slots,
    below,
    rowHeight,
    async reveal(place) {
      virtualizer.value.scrollToIndex(place, { align: 'auto' })
      await nextTick()
    }
  }
}
