/** How far the map goes on beyond the path, as a share of the path's extent, on each side. */
const MARGIN = 0.15

export interface Axes {
  xs: number[]
  ys: number[]
}

/** `size` coordinates from about `low` to `high` at equal distances, 0 exactly among them. */
function axis(low: number, high: number, size: number): number[] {
  const step = (high - low) / (size - 1)
  const zero = Math.round(-low / step)
  return Array.from({ length: size }, (_, i) => (i - zero) * step)
}

/** One length of its weights to each side: there a neuron's weights have changed as much as they are long. */
export function unitAxes(size: number): Axes {
  const along = axis(-1, 1, size)
  return { xs: along, ys: along }
}

/** A square, in which lengths are the same both ways, with all these points well inside and (0, 0) among its places. */
export function axesAround(points: readonly { x: number; y: number }[], size: number): Axes {
  const range = (values: number[]): [low: number, high: number] => [
    Math.min(0, ...values),
    Math.max(0, ...values)
  ]
  const [left, right] = range(points.map(({ x }) => x))
  const [bottom, top] = range(points.map(({ y }) => y))
  const half = Math.max(right - left, top - bottom) * (0.5 + MARGIN) || 1
  const around = (low: number, high: number): number[] => {
    const middle = (low + high) / 2
    return axis(middle - half, middle + half, size)
  }
  return { xs: around(left, right), ys: around(bottom, top) }
}
