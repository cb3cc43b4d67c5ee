import type { Domain } from './scale'

/** One press of a button or key shows half as much, or twice. */
export const ZOOM_STEP = 2
/** The smallest part of the axis that can be shown: beyond, there is nothing between two points. */
const SMALLEST_PART = 1e-5

/** An x axis as zooming sees it. */
export interface ZoomAxis {
  /** All there is to show. */
  full: Domain
  logarithmic: boolean
}

/** Zooming and moving happen along the axis as it is drawn: in decades where it is logarithmic. */
function along<Result>(
  { full, logarithmic }: ZoomAxis,
  spans: readonly Domain[],
  work: (full: Domain, ...spans: Domain[]) => Result
): Result {
  const log = ({ min, max }: Domain): Domain => ({ min: Math.log10(min), max: Math.log10(max) })
  return logarithmic ? work(log(full), ...spans.map(log)) : work(full, ...spans)
}

function restored(span: Domain, { logarithmic }: ZoomAxis): Domain {
  return logarithmic ? { min: 10 ** span.min, max: 10 ** span.max } : span
}

/** The span within what there is to show; null where it is all of it. */
export function limitSpan(span: Domain, axis: ZoomAxis): Domain | null {
  return along(axis, [span], (full, wanted) => {
    const whole = full.max - full.min
    const size = Math.max(wanted.max - wanted.min, whole * SMALLEST_PART)
    if (size >= whole * (1 - 1e-9)) return null
    const min = Math.min(Math.max(wanted.min, full.min), full.max - size)
    return restored({ min, max: min + size }, axis)
  })
}

/** A part `factor` times as small around `centre`, which keeps its place; a factor below 1 shows more. */
export function zoomSpan(
  shown: Domain,
  axis: ZoomAxis,
  factor: number,
  centre: number
): Domain | null {
  const zoomed = along(axis, [shown, { min: centre, max: centre }], (_full, span, point) => {
    const share = (point.min - span.min) / (span.max - span.min)
    const size = (span.max - span.min) / factor
    const min = point.min - share * size
    return restored({ min, max: min + size }, axis)
  })
  return limitSpan(zoomed, axis)
}

/** The middle of a part, as it is drawn. */
export function middleOf(shown: Domain, axis: ZoomAxis): number {
  return along(axis, [shown], (_full, { min, max }) => {
    const middle = (min + max) / 2
    return axis.logarithmic ? 10 ** middle : middle
  })
}

/** The part moved so far that x is in it, and no further. */
export function moveInto(shown: Domain, axis: ZoomAxis, x: number): Domain | null {
  if (x >= shown.min && x <= shown.max) return shown
  const moved = along(axis, [shown, { min: x, max: x }], (_full, span, point) => {
    const by = point.min < span.min ? point.min - span.min : point.min - span.max
    return restored({ min: span.min + by, max: span.max + by }, axis)
  })
  return limitSpan(moved, axis)
}

/** The part moved by a share of its length. */
export function moveSpan(shown: Domain, axis: ZoomAxis, share: number): Domain | null {
  const moved = along(axis, [shown], (_full, { min, max }) => {
    const by = (max - min) * share
    return restored({ min: min + by, max: max + by }, axis)
  })
  return limitSpan(moved, axis)
}
