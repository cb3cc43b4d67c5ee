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

type Context = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D

/**
 * Paints every cell from the far ones to the near ones, each over those behind it. The lines between them are
 * drawn a strip of cells at a time: one by one they would take longer than all the rest.
 */
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
  // strips lie across the view, so that their own cells hardly cover each other
  const inRows = Math.abs(Math.cos(camera.azimuth)) >= Math.abs(Math.sin(camera.azimuth))
  const [strips, cells] = inRows ? [rows - 1, columns - 1] : [columns - 1, rows - 1]
  context.lineWidth = 0.6
  context.lineJoin = 'bevel'
  context.strokeStyle = line
  let fill = ''
  for (let strip = 0; strip < strips; strip++) {
    const painted: number[] = []
    for (let cell = 0; cell < cells; cell++) {
      const [x, y] = inRows ? [cell, strip] : [strip, cell]
      const row = fromBelow ? y : rows - 2 - y
      const column = fromLeft ? x : columns - 2 - x
      const at = row * columns + column
      if (Number.isNaN(heights[at] + heights[at + columns + 1])) continue
      const colour = fills[row * (columns - 1) + column]
      if (colour !== fill) context.fillStyle = fill = colour
      context.beginPath()
      trace(context, screen, at, columns)
      context.fill()
      painted.push(at)
    }
    context.beginPath()
    for (const at of painted) trace(context, screen, at, columns)
    context.stroke()
  }
}

/** The outline of a cell. @param at its corner at the left below */
function trace(context: Context, screen: Float64Array, at: number, columns: number): void {
  const [one, two] = [at * 2, (at + columns) * 2]
  context.moveTo(screen[one], screen[one + 1])
  context.lineTo(screen[one + 2], screen[one + 3])
  context.lineTo(screen[two + 2], screen[two + 3])
  context.lineTo(screen[two], screen[two + 1])
  context.closePath()
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
