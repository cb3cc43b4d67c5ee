import type { ChartLook } from '../charts/chart-look'
import {
  COLOUR_ROLES,
  type ChartModel,
  type ChartPoint,
  type ChartSeries,
  type ColourRole
} from '../charts/model'

/** A look for tests: each role has a colour of its own, each letter is ten pixels wide. */
export const LOOK: ChartLook = {
  colours: Object.fromEntries(
    COLOUR_ROLES.map((role, index) => [role, `rgb(${index}, 0, 0)`])
  ) as Record<ColourRole, string>,
  ground: 'paper',
  fontFamily: 'sans',
  fontSize: 10,
  lineWidth: 2,
  formatX: (x) => String(x),
  formatY: (y) => String(y),
  measure: (text) => text.length * 10
}

export function makePoints(ys: readonly (number | null)[], from = 0): ChartPoint[] {
  return ys.map((y, index) => ({ x: from + index, y }))
}

export function makeSeries(
  id: string,
  ys: readonly (number | null)[],
  changes: Partial<ChartSeries> = {}
): ChartSeries {
  return { id, label: id, colour: 'run-1', dash: [], points: makePoints(ys), ...changes }
}

/** Costs along epochs, on linear axes unless told otherwise. */
export function makeModel(
  series: readonly ChartSeries[],
  changes: Partial<ChartModel> = {}
): ChartModel {
  return { series, x: { title: 'epoch' }, y: { title: '', kind: 'cost' }, ...changes }
}
