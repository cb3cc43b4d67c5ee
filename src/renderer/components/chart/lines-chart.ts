import {
  BasicPlatform,
  Chart,
  LineController,
  LineElement,
  PointElement,
  Scale,
  type CartesianScaleOptions,
  type ChartDataset,
  type Point,
  type UpdateMode
} from 'chart.js'
import { color } from 'chart.js/helpers'
import type { Area, Dot, LineShape, Polyline } from '../../charts/drawing'
import { paintShapes } from '../../charts/paint'

declare module 'chart.js' {
  interface ChartTypeRegistry {
    path: ChartTypeRegistry['line']
  }
  interface CartesianScaleTypeRegistry {
    pixel: { options: CartesianScaleOptions }
  }
}

/** `skip`: the line has a gap. */
interface Spot extends Point {
  skip: boolean
}
type Kind = 'path' | 'line'
type Dataset = ChartDataset<Kind, Spot[]>

/**
 * An axis on which every value is a pixel already: where a line stands is worked out once
 * (charts/chart-layout.ts), for the screen, the crosshair and saved figures alike.
 */
class PixelScale extends Scale {
  static id = 'pixel'

  override determineDataLimits(): void {
    this.min = 0
    this.max = 1
  }

  override buildTicks(): [] {
    return []
  }

  override getPixelForValue(pixel: number): number {
    return pixel
  }
}

/**
 * Lines whose points have no elements of their own: nothing points at them, none has a look of its
 * own, and they stand where they stand. A comparison of twenty runs has 50,000 of them.
 */
class PathController extends LineController {
  static override id = 'path'
  static override defaults = LineController.defaults

  override buildOrUpdateElements(): void {}

  override update(mode: UpdateMode): void {
    const line = this.getMeta().dataset
    if (!(line instanceof LineElement)) return
    const options = this.resolveDatasetElementOptions(mode)
    Object.assign(line, { points: this.getDataset().data })
    this.updateElement(line, undefined, { options }, mode)
  }
}

Chart.register(PixelScale, PathController, LineController, LineElement, PointElement)

/** Lines and dots, drawn by Chart.js on a canvas of their own, and bands behind them, whose outlines its fillings cannot follow. */
export class LinesChart {
  private readonly chart: Chart<Kind, Spot[]>
  private shown: readonly LineShape[] = []
  private bands: readonly Area[] = []
  private width = 0
  private height = 0

  constructor(canvas: HTMLCanvasElement) {
    this.chart = new Chart<Kind, Spot[]>(canvas, {
      type: 'path',
      // the other one asks the page for sizes, which are known here, and costs a layout each time
      platform: BasicPlatform,
      data: { datasets: [] },
      plugins: [{ id: 'bands', beforeDatasetsDraw: ({ ctx }) => paintShapes(ctx, this.bands, '') }],
      options: {
        animation: false,
        responsive: false,
        maintainAspectRatio: false,
        devicePixelRatio: window.devicePixelRatio,
        parsing: false,
        events: [],
        layout: { padding: 0, autoPadding: false },
        scales: { x: { type: 'pixel', display: false }, y: { type: 'pixel', display: false } }
      }
    })
  }

  /** @param shapes from back to front; CSS pixels, as are width and height */
  show(shapes: readonly LineShape[], width: number, height: number): void {
    if (!this.fit(width, height) && sameShapes(shapes, this.shown)) return
    this.shown = shapes
    this.bands = shapes.filter((shape) => shape.kind === 'area')
    const lines = shapes.filter((shape) => shape.kind !== 'area')
    const { datasets } = this.chart.data
    // Chart.js draws the first one last, and keeps what it worked out for an object that it knows
    const wanted = datasetsOf(lines, width, height).reverse()
    wanted.forEach((dataset, index) => {
      datasets[index] = Object.assign(datasets[index] ?? {}, dataset)
    })
    datasets.length = wanted.length
    this.chart.update('none')
  }

  /** Only where it has to: to set a size makes the browser fetch new memory. */
  private fit(width: number, height: number): boolean {
    const density = window.devicePixelRatio
    const { options } = this.chart
    const fits =
      this.width === width && this.height === height && options.devicePixelRatio === density
    if (fits) return false
    Object.assign(this, { width, height })
    options.devicePixelRatio = density
    this.chart.resize(width, height)
    return true
  }

  destroy(): void {
    this.chart.destroy()
  }
}

/** Paths that were not traced anew are the same without looking at thousands of points. */
function sameShapes(some: readonly LineShape[], others: readonly LineShape[]): boolean {
  const pathOf = (shape: LineShape): unknown => (shape.kind === 'dot' ? null : shape.points)
  const restOf = (shape: LineShape): string => JSON.stringify({ ...shape, points: null })
  return (
    some.length === others.length &&
    some.every((shape, index) => {
      const other = others[index]
      return pathOf(shape) === pathOf(other) && restOf(shape) === restOf(other)
    })
  )
}

type DrawnShape = Polyline | Dot

function datasetsOf(shapes: readonly DrawnShape[], width: number, height: number): Dataset[] {
  const datasets: Dataset[] = []
  let before: DrawnShape | undefined
  for (const shape of shapes) {
    // dots of one series are one dataset
    if (shape.kind === 'dot' && before?.kind === 'dot' && shape.fill === before.fill) {
      datasets.at(-1)?.data.push({ x: shape.x, y: shape.y, skip: false })
    } else datasets.push({ ...datasetOf(shape), clip: clipOf(shape, width, height) })
    before = shape
  }
  return datasets
}

/** Every kind tells all that another one could have left in the object that it goes into. */
function datasetOf(shape: DrawnShape): Dataset {
  const isLine = shape.kind === 'line'
  const plain = {
    type: isLine ? 'path' : 'line',
    showLine: isLine,
    backgroundColor: isLine ? undefined : paintOf(shape.fill, shape.opacity),
    borderColor: isLine ? paintOf(shape.stroke, shape.opacity) : undefined,
    borderWidth: isLine ? shape.width : 0,
    borderDash: isLine && shape.dash ? [...shape.dash] : [],
    borderJoinStyle: 'bevel',
    pointRadius: shape.kind === 'dot' ? shape.radius : 0,
    pointBorderWidth: 0
  } satisfies Omit<Dataset, 'data'>
  return {
    ...plain,
    data: shape.kind === 'dot' ? [{ x: shape.x, y: shape.y, skip: false }] : pointsOf(shape.points)
  }
}

function paintOf(fill: string, opacity = 1): string {
  return opacity === 1 ? fill : color(fill).alpha(opacity).rgbString()
}

/** How far the drawing may leave the canvas, on each side: nowhere, as its clip lies within. */
function clipOf({ clip }: DrawnShape, width: number, height: number): Dataset['clip'] {
  if (!clip) return false
  return {
    left: -clip.left,
    top: -clip.top,
    right: clip.right - width,
    bottom: clip.bottom - height
  }
}

/** Lines that stay (thinning.ts keeps them) are put into points once. */
const known = new WeakMap<object, Spot[]>()

function pointsOf(path: ArrayLike<number> & object): Spot[] {
  let points = known.get(path)
  if (points) return points
  points = []
  for (let at = 0; at < path.length; at += 2) {
    points.push({ x: path[at], y: path[at + 1], skip: Number.isNaN(path[at] + path[at + 1]) })
  }
  known.set(path, points)
  return points
}
