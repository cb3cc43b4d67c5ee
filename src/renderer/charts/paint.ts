import type { Box, Drawing, Label, Shape } from './drawing'

type Context = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D

/** Weight of bold text, as in the tokens. */
export const BOLD = 620
/** Of the rim around a text, half of it outside of the letters. */
export const HALO_WIDTH = 4

/** Paints shapes over whatever the canvas holds. */
export function paintShapes(context: Context, shapes: readonly Shape[], fontFamily: string): void {
  context.save()
  let clip: Box | undefined
  for (const shape of shapes) {
    // neighbours mostly share their clip: to change it takes longer than to paint a short line
    if (shape.clip !== clip) {
      context.restore()
      context.save()
      clip = shape.clip
      if (clip) clipTo(context, clip)
    }
    context.globalAlpha = shape.opacity ?? 1
    paintShape(context, shape, fontFamily)
  }
  context.restore()
}

function clipTo(context: Context, { left, top, right, bottom }: Box): void {
  context.beginPath()
  context.rect(left, top, right - left, bottom - top)
  context.clip()
}

function paintShape(context: Context, shape: Shape, fontFamily: string): void {
  switch (shape.kind) {
    case 'line':
      context.strokeStyle = shape.stroke
      context.lineWidth = shape.width
      context.lineJoin = 'bevel'
      context.setLineDash(shape.dash ? [...shape.dash] : [])
      context.stroke(pathOf(shape.points))
      return
    case 'area':
      context.fillStyle = shape.fill
      context.fill(pathOf(shape.points))
      return
    case 'rectangle': {
      const { left, top, right, bottom } = shape.box
      if (shape.fill) {
        context.fillStyle = shape.fill
        context.fillRect(left, top, right - left, bottom - top)
      }
      if (shape.stroke) {
        context.strokeStyle = shape.stroke
        context.lineWidth = 1
        context.setLineDash([])
        context.strokeRect(left, top, right - left, bottom - top)
      }
      return
    }
    case 'dot':
      context.fillStyle = shape.fill
      context.beginPath()
      context.arc(shape.x, shape.y, shape.radius, 0, 2 * Math.PI)
      context.fill()
      if (shape.ring) {
        context.strokeStyle = shape.ring
        context.lineWidth = 1.5
        context.setLineDash([])
        context.stroke()
      }
      return
    case 'text':
      paintText(context, shape, fontFamily)
  }
}

/** Lines that stay (thinning.ts keeps them) are traced once. */
const paths = new WeakMap<ArrayLike<number>, Path2D>()

function pathOf(points: ArrayLike<number>): Path2D {
  let path = paths.get(points)
  if (path) return path
  path = new Path2D()
  paths.set(points, path)
  let lifted = true
  for (let at = 0; at < points.length; at += 2) {
    const x = points[at]
    if (Number.isNaN(x)) lifted = true
    else if (lifted) {
      path.moveTo(x, points[at + 1])
      lifted = false
    } else path.lineTo(x, points[at + 1])
  }
  return path
}

const ALIGN = { start: 'left', middle: 'center', end: 'right' } as const

function paintText(context: Context, label: Label, fontFamily: string): void {
  context.font = `${label.bold ? BOLD : 400} ${label.size}px ${fontFamily}`
  context.fillStyle = label.fill
  context.textAlign = ALIGN[label.anchor]
  context.textBaseline = 'middle'
  if (label.turned) {
    context.save()
    context.translate(label.x, label.y)
    context.rotate(-Math.PI / 2)
    context.fillText(label.text, 0, 0)
    context.restore()
    return
  }
  if (label.halo) {
    context.strokeStyle = label.halo
    context.lineWidth = HALO_WIDTH
    context.lineJoin = 'round'
    context.setLineDash([])
    context.strokeText(label.text, label.x, label.y)
  }
  context.fillText(label.text, label.x, label.y)
}

/** Makes the canvas hold the drawing and nothing else. @param scale pixels of the canvas for one of the drawing */
export function paintDrawing(
  canvas: HTMLCanvasElement | OffscreenCanvas,
  { width, height, shapes, fontFamily }: Drawing,
  scale: number
): void {
  canvas.width = Math.ceil(width * scale)
  canvas.height = Math.ceil(height * scale)
  const context = canvas.getContext('2d') as Context | null
  if (!context) return
  context.scale(scale, scale)
  paintShapes(context, shapes, fontFamily)
}

/** A drawing as the bytes of a PNG, twice as fine as it is shown. */
export async function drawingToPng(drawing: Drawing, scale = 2): Promise<Uint8Array<ArrayBuffer>> {
  const canvas = new OffscreenCanvas(1, 1)
  paintDrawing(canvas, drawing, scale)
  const blob = await canvas.convertToBlob({ type: 'image/png' })
  return new Uint8Array(await blob.arrayBuffer())
}
