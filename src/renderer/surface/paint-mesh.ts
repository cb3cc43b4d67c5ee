import type { Mesh } from './mesh'
import { paintersOrder, project, type Camera } from './projection'

/** Where the middle of the surface stands, and how many pixels a length of 1 has. */
export interface ViewFrame {
  centreX: number
  centreY: number
  scale: number
}

/** The surface fills the room from whatever side it is seen: turning it must not make it breathe. */
export function frameOf(width: number, height: number, room: number): ViewFrame {
  const [across, up] = [width - 2 * room, height - 2 * room]
  const scale = Math.max(1, Math.min(across / (2 * Math.SQRT2), up / 2.5))
  return { centreX: width / 2, centreY: height / 2, scale }
}

/** Paints every cell from the far ones to the near ones, each over those behind it. */
export function paintMesh(
  context: Context,
  mesh: Mesh,
  camera: Camera,
  frame: ViewFrame,
  line: string
): void {
  const { columns, rows, fills, heights } = mesh
  const screen = projectMesh(mesh, camera, frame)
  const { fromLeft, fromBelow } = paintersOrder(camera)
  context.lineWidth = 0.6
  context.lineJoin = 'round'
  context.strokeStyle = line
  let fill = ''
  for (let y = 0; y < rows - 1; y++) {
    const row = fromBelow ? y : rows - 2 - y
    for (let x = 0; x < columns - 1; x++) {
      const column = fromLeft ? x : columns - 2 - x
      const at = row * columns + column
      if (Number.isNaN(heights[at] + heights[at + columns + 1])) continue
      const colour = fills[row * (columns - 1) + column]
      if (colour !== fill) context.fillStyle = fill = colour
      const far = at + (fromBelow ? 0 : columns) + (fromLeft ? 0 : 1)
      const across = far + (fromLeft ? 1 : -1)
      const along = far + (fromBelow ? columns : -columns)
      const near = across + along - far
      trace(context, screen, along, far, across, near)
      context.fill()
      // each line lies between two cells, and is drawn with the nearer one: what is farther is painted by then
      const isLast = y === rows - 2 || x === columns - 2
      if (isLast) context.closePath()
      else trace(context, screen, along, far, across)
      context.stroke()
    }
  }
}

type Context = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D

/** Begins a path along some points of the mesh. */
function trace(context: Context, screen: Float64Array, first: number, ...others: number[]): void {
  context.beginPath()
  context.moveTo(screen[first * 2], screen[first * 2 + 1])
  for (const point of others) context.lineTo(screen[point * 2], screen[point * 2 + 1])
}

/** x, y of every point in pixels, row by row. */
function projectMesh(
  { columns, rows, xs, ys, heights }: Mesh,
  camera: Camera,
  frame: ViewFrame
): Float64Array {
  const screen = new Float64Array(columns * rows * 2)
  // a parallel projection is linear: what a length along each axis becomes is worked out once
  const alongX = project(camera, 1, 0, 0.5)
  const alongY = project(camera, 0, 1, 0.5)
  const upwards = project(camera, 0, 0, 1.5)
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const at = row * columns + column
      const [x, y, up] = [xs[column], ys[row], heights[at] - 0.5]
      screen[at * 2] = frame.centreX + frame.scale * (x * alongX.x + y * alongY.x + up * upwards.x)
      screen[at * 2 + 1] =
        frame.centreY - frame.scale * (x * alongX.y + y * alongY.y + up * upwards.y)
    }
  }
  return screen
}
