import { inject, provide, shallowRef, type InjectionKey, type ShallowRef } from 'vue'
import type { Domain } from '../../charts/scale'

/** What charts with the same x axis share: where the crosshair stands, and which part is shown. */
export interface ChartLink {
  /** Where the crosshair stands, or null. */
  at: ShallowRef<number | null>
  /** The part of the x axis that is shown; null: all of it. */
  zoom: ShallowRef<Domain | null>
  /** Ids of the series in the chart that is pointed at, the one nearest to the pointer first. */
  nearest: ShallowRef<readonly string[]>
}

const LINK: InjectionKey<ChartLink> = Symbol('charts with the same x axis')

function createChartLink(): ChartLink {
  return { at: shallowRef(null), zoom: shallowRef(null), nearest: shallowRef([]) }
}

/** Links all line charts within the component that calls it. They must have the same x axis. */
export function linkCharts(): ChartLink {
  const link = createChartLink()
  provide(LINK, link)
  return link
}

/** The link of the charts around, or one of its own for a chart that stands alone. */
export function useChartLink(): ChartLink {
  return inject(LINK, createChartLink, true)
}
