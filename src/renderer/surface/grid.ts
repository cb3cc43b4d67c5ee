/** Heights over a rectangle of the plane. */
export interface HeightGrid {
  /** Coordinates of the columns and of the rows, ascending, at equal distances; two of each at least. */
  xs: readonly number[]
  ys: readonly number[]
  /**
   * Row by row, from the lowest y: values[row * xs.length + column]. NaN: not known yet.
   * Infinity: known to be no finite number.
   */
  values: ArrayLike<number>
}

export interface Interval {
  min: number
  max: number
}

/** A rectangle of the plane. */
export interface Area {
  x: Interval
  y: Interval
}

/** `count` numbers at equal distances, both ends included. */
export function spread({ min, max }: Interval, count: number): number[] {
  return Array.from({ length: count }, (_, index) => min + ((max - min) * index) / (count - 1))
}

/** The heights of a function at size x size points of an area. */
export function sampleGrid(
  height: (x: number, y: number) => number,
  area: Area,
  size: number
): HeightGrid {
  const xs = spread(area.x, size)
  const ys = spread(area.y, size)
  const values = new Float64Array(size * size)
  ys.forEach((y, row) => {
    xs.forEach((x, column) => {
      values[row * size + column] = height(x, y)
    })
  })
  return { xs, ys, values }
}

export function areaOf({ xs, ys }: Pick<HeightGrid, 'xs' | 'ys'>): Area {
  return {
    x: { min: xs[0], max: xs[xs.length - 1] },
    y: { min: ys[0], max: ys[ys.length - 1] }
  }
}

export function isWithin({ x, y }: Area, point: { x: number; y: number }): boolean {
  return point.x >= x.min && point.x <= x.max && point.y >= y.min && point.y <= y.max
}

export interface Extreme {
  x: number
  y: number
  height: number
}

/** The lowest and the highest of the finite heights; null where there are none. */
export function extremesOf({
  xs,
  ys,
  values
}: HeightGrid): { lowest: Extreme; highest: Extreme } | null {
  let low = -1
  let high = -1
  for (let place = 0; place < values.length; place++) {
    if (!Number.isFinite(values[place])) continue
    if (low < 0 || values[place] < values[low]) low = place
    if (high < 0 || values[place] > values[high]) high = place
  }
  if (low < 0) return null
  const at = (place: number): Extreme => ({
    x: xs[place % xs.length],
    y: ys[Math.floor(place / xs.length)],
    height: values[place]
  })
  return { lowest: at(low), highest: at(high) }
}

/**
 * A grid without unknown heights: each takes the height of the nearest known one, counted in steps
 * along rows and columns, so that a coarse beginning already shows the whole. The same grid where
 * nothing is unknown, or everything.
 */
export function fillUnknown(grid: HeightGrid): HeightGrid {
  const columns = grid.xs.length
  const values = Float64Array.from(grid.values)
  let edge: number[] = []
  for (let place = 0; place < values.length; place++) {
    if (!Number.isNaN(values[place])) edge.push(place)
  }
  if (edge.length === 0 || edge.length === values.length) return grid
  while (edge.length > 0) {
    const next: number[] = []
    for (const place of edge) {
      for (const neighbour of neighboursOf(place, columns, values.length)) {
        if (!Number.isNaN(values[neighbour])) continue
        values[neighbour] = values[place]
        next.push(neighbour)
      }
    }
    edge = next
  }
  return { ...grid, values }
}

function neighboursOf(place: number, columns: number, count: number): number[] {
  const column = place % columns
  const neighbours: number[] = []
  if (column > 0) neighbours.push(place - 1)
  if (column < columns - 1) neighbours.push(place + 1)
  if (place >= columns) neighbours.push(place - columns)
  if (place + columns < count) neighbours.push(place + columns)
  return neighbours
}

/** The height between the points of the grid, bilinear; NaN outside of it. */
export function heightAt({ xs, ys, values }: HeightGrid, x: number, y: number): number {
  const across = ((x - xs[0]) / (xs[xs.length - 1] - xs[0])) * (xs.length - 1)
  const up = ((y - ys[0]) / (ys[ys.length - 1] - ys[0])) * (ys.length - 1)
  if (!(across >= 0 && up >= 0 && across <= xs.length - 1 && up <= ys.length - 1)) return NaN
  const column = Math.min(Math.floor(across), xs.length - 2)
  const row = Math.min(Math.floor(up), ys.length - 2)
  const [right, above] = [across - column, up - row]
  const at = (rowsUp: number, columnsRight: number): number =>
    values[(row + rowsUp) * xs.length + column + columnsRight]
  const below = at(0, 0) * (1 - right) + at(0, 1) * right
  return below * (1 - above) + (at(1, 0) * (1 - right) + at(1, 1) * right) * above
}

/** Every n-th point of a grid with its ends, at most `most` along each side: few enough to be read as a table. */
export function thinGrid({ xs, ys, values }: HeightGrid, most: number): HeightGrid {
  const columns = evenPlaces(xs.length, most)
  const rows = evenPlaces(ys.length, most)
  return {
    xs: columns.map((column) => xs[column]),
    ys: rows.map((row) => ys[row]),
    values: rows.flatMap((row) => columns.map((column) => values[row * xs.length + column]))
  }
}

function evenPlaces(length: number, most: number): number[] {
  const count = Math.min(length, most)
  return spread({ min: 0, max: length - 1 }, count).map(Math.round)
}
