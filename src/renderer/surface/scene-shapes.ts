import type { Shape } from '../charts/drawing'
import { areaOf, heightAt, isWithin, type HeightGrid } from './grid'
import type { HeightScale } from './height-scale'
import { isHidden } from './hidden'
import type { MapLook } from './map-look'
import type { Mesh } from './mesh'
import type { SurfacePath } from './model'
import { ballWithName, pathTone } from './overlay-shapes'
import type { ViewFrame } from './paint-mesh'
import { project, type Camera } from './projection'
import { standApart } from './trail'

/** What a view in three dimensions is made of, besides its paths. */
export interface Scene {
  grid: HeightGrid
  scale: HeightScale
  mesh: Mesh
  camera: Camera
  frame: ViewFrame
}

export interface SceneWords {
  xTitle: string
  yTitle: string
  place: (value: number) => string
  height: (value: number) => string
}

interface Pixel {
  x: number
  y: number
}

/** A point of the scene in pixels. Coordinates -1 … 1, height 0 … 1. */
function toPixel({ camera, frame }: Scene, x: number, y: number, height: number): Pixel {
  const seen = project(camera, x, y, height)
  return { x: frame.centreX + frame.scale * seen.x, y: frame.centreY - frame.scale * seen.y }
}

const CORNERS = [
  [-1, -1],
  [1, -1],
  [1, 1],
  [-1, 1]
] as const

/** Where heights are read: at the corner farthest to the left, where nothing is in front of them. */
function postOf(scene: Scene): { foot: Pixel; top: Pixel } {
  const corners = CORNERS.map(([x, y]) => toPixel(scene, x, y, 0))
  const left = corners.reduce((most, each, index) => (each.x < corners[most].x ? index : most), 0)
  const [x, y] = CORNERS[left]
  return { foot: corners[left], top: toPixel(scene, x, y, 1) }
}

/** The floor below the surface, and the post at which heights are read. */
export function floorShapes(scene: Scene, look: MapLook): Shape[] {
  const corners = CORNERS.map(([x, y]) => toPixel(scene, x, y, 0))
  const outline = [...corners, corners[0]].flatMap(({ x, y }) => [x, y])
  const { foot, top } = postOf(scene)
  const line = { kind: 'line', stroke: look.colours.control, width: 1 } as const
  return [
    { ...line, points: outline },
    { ...line, points: [foot.x, foot.y, top.x, top.y] }
  ]
}

/** The lowest and the highest height at the ends of the post; none where it is seen from above. */
function heightTexts(scene: Scene, look: MapLook, words: SceneWords): Shape[] {
  const { foot, top } = postOf(scene)
  if (foot.y - top.y <= look.fontSize * 2) return []
  const { paper, 'ink-2': fill } = look.colours
  const text = { kind: 'text', size: look.fontSize, fill, halo: paper } as const
  const [least, most] = [words.height(scene.scale.min), words.height(scene.scale.max)]
  // within the picture, also where the corner is at its edge
  const within = (x: number, width: number): number => Math.max(x, width + 6)
  const [leastWidth, mostWidth] = [look.measure(least), look.measure(most) / 2]
  // above the end of the axis, which stands below the same corner
  const low = { x: within(foot.x - 6, leastWidth), y: foot.y - look.fontSize * 0.7 }
  return [
    { ...text, text: most, x: within(top.x, mostWidth), y: top.y - 9, anchor: 'middle' },
    { ...text, text: least, ...low, anchor: 'end' }
  ]
}

/** Names and ends of both axes, at the edges of the floor that are nearest to the eye, and of the heights. */
export function axisShapes(scene: Scene, look: MapLook, words: SceneWords): Shape[] {
  const { camera, grid } = scene
  const { x: across, y: up } = areaOf(grid)
  const nearX = Math.sin(camera.azimuth) > 0 ? -1 : 1
  const nearY = Math.cos(camera.azimuth) > 0 ? -1 : 1
  const label = (text: string, x: number, y: number, bold = false): Shape => {
    const at = toPixel(scene, x, y, 0)
    return {
      kind: 'text',
      text,
      x: at.x,
      y: at.y + look.fontSize * 0.4,
      anchor: 'middle',
      size: look.fontSize,
      bold,
      fill: look.colours['ink-2'],
      halo: look.colours.paper
    }
  }
  const outside = 1.16
  return [
    ...heightTexts(scene, look, words),
    label(words.place(across.min), -0.86, nearY * outside),
    label(words.xTitle, 0, nearY * outside, true),
    label(words.place(across.max), 0.86, nearY * outside),
    label(words.place(up.min), nearX * outside, -0.86),
    label(words.yTitle, nearX * outside, 0, true),
    label(words.place(up.max), nearX * outside, 0.86)
  ]
}

/** What is behind the surface shows through it faintly. */
const HIDDEN_OPACITY = 0.3
const HIDDEN_BALL_OPACITY = 0.55

/** Ways over the surface with their balls and names. Points outside of the grid are left out. */
export function scenePathShapes(path: SurfacePath, scene: Scene, look: MapLook): Shape[] {
  const stroke = look.colours[path.colour]
  const points = seenPoints(path, scene).map((point) => placeInScene(point, scene))
  const clear: number[] = []
  const behind: number[] = []
  for (let index = 1; index < points.length; index++) {
    const [from, to] = [points[index - 1], points[index]]
    if (!from || !to) continue
    const line = to.hidden || from.hidden ? behind : clear
    line.push(from.x, from.y, to.x, to.y, NaN, NaN)
  }
  const line = { kind: 'line', stroke, width: look.lineWidth + 0.5 } as const
  const shapes: Shape[] = [
    { ...line, points: behind, opacity: HIDDEN_OPACITY },
    { ...line, points: clear.slice(), stroke: look.colours.surface, width: look.lineWidth + 3 },
    { ...line, points: clear, dash: path.dash.length > 0 ? path.dash : undefined }
  ]
  path.shares?.forEach((share, index) => {
    const at = points[index]
    if (!at || share === null) return
    const fill = pathTone(look, share)
    shapes.push({ kind: 'dot', x: at.x, y: at.y, radius: 3.5, fill, ring: stroke })
  })
  const last = points.at(-1)
  if (!last) return shapes
  const { x, y } = last
  const namePlace = { x: x + 10, y: y - look.fontSize * 0.75, anchor: 'start' } as const
  const opacity = last.hidden ? HIDDEN_BALL_OPACITY : 1
  return [...shapes, ...ballWithName({ path, x, y, opacity }, look, namePlace)]
}

/** In pixels: corners of a line that are nearer to each other cannot be told apart. */
const CORNERS_APART = 0.6

/** The places of a way that can be told apart. Those that have tones of their own are all kept. */
function seenPoints(
  { points, shares }: SurfacePath,
  { grid, frame }: Scene
): SurfacePath['points'] {
  if (shares) return points
  const { x, y } = areaOf(grid)
  const perX = (2 * frame.scale) / (x.max - x.min)
  const perY = (2 * frame.scale) / (y.max - y.min)
  return standApart(points, { perX, perY, distance: CORNERS_APART }).map((place) => points[place])
}

type Place = (Pixel & { hidden: boolean }) | null

/** Whether a place is hidden takes a look at many cells: while a ball rolls, those before it stay as they are. */
const placed = new WeakMap<Scene, WeakMap<SurfacePath['points'][number], Place>>()

function placeInScene(point: SurfacePath['points'][number], scene: Scene): Place {
  let places = placed.get(scene)
  if (!places) placed.set(scene, (places = new WeakMap()))
  let place = places.get(point)
  if (place === undefined) places.set(point, (place = findPlace(point, scene)))
  return place
}

function findPlace(point: SurfacePath['points'][number], scene: Scene): Place {
  const { grid, scale, mesh, camera } = scene
  const area = areaOf(grid)
  if (!isWithin(area, point)) return null
  const x = ((point.x - area.x.min) / (area.x.max - area.x.min)) * 2 - 1
  const y = ((point.y - area.y.min) / (area.y.max - area.y.min)) * 2 - 1
  // on the painted cells, not within them
  const ground = heightAt({ xs: mesh.xs, ys: mesh.ys, values: mesh.heights }, x, y)
  const own = point.height ?? null
  const height = own === null ? ground : scale.share(own)
  if (Number.isNaN(height)) return null
  return { ...toPixel(scene, x, y, height), hidden: isHidden(mesh, camera, x, y, height) }
}
