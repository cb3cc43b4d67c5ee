import type { Area } from '../surface/grid'
import { polish, type FunctionOfTwo, type SurfaceId } from './two-model'
import { regression } from './two-regression'

const square = (reach: number): Area => ({
  x: { min: -reach, max: reach },
  y: { min: -reach, max: reach }
})

/** ½(x² + y²): the same slope in all directions, hence circles. */
const round: FunctionOfTwo = {
  id: 'round',
  height: (x, y) => (x * x + y * y) / 2,
  gradient: (x, y) => ({ x, y }),
  curvature: () => ({ xx: 1, xy: 0, yy: 1 }),
  area: square(4),
  minima: [{ x: 0, y: 0 }],
  saddles: [],
  logHeights: false,
  rates: { min: 0.01, max: 4, first: 0.3 },
  start: { x: -3, y: 2 },
  quadratic: true,
  usualSlope: 2
}

/** Along one axis the valley is ten times as steep as along the other; the axes are turned by 30°. */
const STEEP = 4
const GENTLE = 0.4
const COSINE = Math.sqrt(3) / 2
const SINE = 0.5
const BOWL = {
  xx: GENTLE * COSINE * COSINE + STEEP * SINE * SINE,
  xy: (GENTLE - STEEP) * COSINE * SINE,
  yy: GENTLE * SINE * SINE + STEEP * COSINE * COSINE
}

/** ½(0.4 u² + 4 v²) with u and v along axes turned by 30°. */
const elongated: FunctionOfTwo = {
  id: 'elongated',
  height: (x, y) => (BOWL.xx * x * x + 2 * BOWL.xy * x * y + BOWL.yy * y * y) / 2,
  gradient: (x, y) => ({ x: BOWL.xx * x + BOWL.xy * y, y: BOWL.xy * x + BOWL.yy * y }),
  curvature: () => BOWL,
  area: square(4),
  minima: [{ x: 0, y: 0 }],
  saddles: [],
  logHeights: false,
  rates: { min: 0.01, max: 2, first: 0.2 },
  start: { x: -3.2, y: -0.4 },
  quadratic: true,
  usualSlope: 4
}

/** ½x² − ½y² + y⁴/16: down on both sides of the saddle, and up again farther out. */
const saddle: FunctionOfTwo = {
  id: 'saddle',
  height: (x, y) => x ** 2 / 2 - y ** 2 / 2 + y ** 4 / 16,
  gradient: (x, y) => ({ x, y: -y + y ** 3 / 4 }),
  curvature: (_x, y) => ({ xx: 1, xy: 0, yy: -1 + (3 * y ** 2) / 4 }),
  area: square(3.2),
  minima: [
    { x: 0, y: 2 },
    { x: 0, y: -2 }
  ],
  saddles: [{ x: 0, y: 0 }],
  logHeights: false,
  rates: { min: 0.01, max: 4, first: 0.2 },
  start: { x: 2.4, y: 0 },
  quadratic: false,
  usualSlope: 1
}

/** A shallow bowl with four hollows: where they are, how deep, and how wide. */
const BOWL_WIDTH = 12
const HOLLOWS = [
  { x: -2, y: 1.8, depth: 3, width: 1.1 },
  { x: 2.2, y: 2, depth: 2, width: 0.9 },
  { x: 1.6, y: -1.9, depth: 4, width: 1.2 },
  { x: -2.3, y: -2, depth: 2.4, width: 1 }
] as const

const valleys: FunctionOfTwo = {
  id: 'valleys',
  height(x, y) {
    let height = (x * x + y * y) / BOWL_WIDTH
    for (const hollow of HOLLOWS) height -= hollow.depth * bell(hollow, x, y)
    return height
  },
  gradient(x, y) {
    const slope = { x: (2 * x) / BOWL_WIDTH, y: (2 * y) / BOWL_WIDTH }
    for (const hollow of HOLLOWS) {
      const share = (hollow.depth * bell(hollow, x, y)) / hollow.width ** 2
      slope.x += share * (x - hollow.x)
      slope.y += share * (y - hollow.y)
    }
    return slope
  },
  curvature(x, y) {
    const bend = { xx: 2 / BOWL_WIDTH, xy: 0, yy: 2 / BOWL_WIDTH }
    for (const hollow of HOLLOWS) {
      const spread = hollow.width ** 2
      const share = (hollow.depth * bell(hollow, x, y)) / spread
      const [across, up] = [x - hollow.x, y - hollow.y]
      bend.xx += share * (1 - (across * across) / spread)
      bend.yy += share * (1 - (up * up) / spread)
      bend.xy -= (share * across * up) / spread
    }
    return bend
  },
  area: square(4),
  get minima() {
    return valleyBottoms
  },
  saddles: [],
  logHeights: false,
  rates: { min: 0.01, max: 4, first: 0.15 },
  start: { x: 0.2, y: 3.4 },
  quadratic: false,
  usualSlope: 1
}

function bell(hollow: (typeof HOLLOWS)[number], x: number, y: number): number {
  const distance = (x - hollow.x) ** 2 + (y - hollow.y) ** 2
  return Math.exp(-distance / (2 * hollow.width ** 2))
}

/** (x² + y − 11)² + (x + y² − 7)²: four minima, all at height 0. */
const himmelblau: FunctionOfTwo = {
  id: 'himmelblau',
  height: (x, y) => (x * x + y - 11) ** 2 + (x + y * y - 7) ** 2,
  gradient(x, y) {
    const [one, other] = [x * x + y - 11, x + y * y - 7]
    return { x: 4 * x * one + 2 * other, y: 2 * one + 4 * y * other }
  },
  curvature: (x, y) => ({
    xx: 12 * x * x + 4 * y - 42,
    xy: 4 * x + 4 * y,
    yy: 12 * y * y + 4 * x - 26
  }),
  area: square(5),
  get minima() {
    return himmelblauBottoms
  },
  saddles: [],
  logHeights: true,
  rates: { min: 0.0001, max: 0.1, first: 0.01 },
  start: { x: 0, y: -0.5 },
  quadratic: false,
  usualSlope: 40
}

/** (1 − x)² + 100 (y − x²)²: a bent valley, steep on its sides and nearly level along it. */
const rosenbrock: FunctionOfTwo = {
  id: 'rosenbrock',
  height: (x, y) => (1 - x) ** 2 + 100 * (y - x * x) ** 2,
  gradient(x, y) {
    const off = y - x * x
    return { x: -2 * (1 - x) - 400 * x * off, y: 200 * off }
  },
  curvature: (x, y) => ({ xx: 2 - 400 * (y - x * x) + 800 * x * x, xy: -400 * x, yy: 200 }),
  area: { x: { min: -2, max: 2 }, y: { min: -1, max: 3 } },
  minima: [{ x: 1, y: 1 }],
  saddles: [],
  logHeights: true,
  rates: { min: 0.0001, max: 0.1, first: 0.001 },
  start: { x: -1.5, y: 1.5 },
  quadratic: false,
  usualSlope: 50
}

const valleyBottoms = HOLLOWS.map((guess) => polish(valleys, guess))
const himmelblauBottoms = [
  { x: 3, y: 2 },
  { x: -2.8, y: 3.1 },
  { x: -3.8, y: -3.3 },
  { x: 3.6, y: -1.8 }
].map((guess) => polish(himmelblau, guess))

export const FUNCTIONS_OF_TWO: Readonly<Record<SurfaceId, FunctionOfTwo>> = {
  round,
  elongated,
  saddle,
  valleys,
  himmelblau,
  rosenbrock,
  regression
}
