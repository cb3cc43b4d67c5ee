import { onBeforeUnmount, onMounted, watch, type Ref } from 'vue'
import { PICTURE_SIDE, type Stroke } from '../../../shared/digit-strokes'
import { useTheme } from '../../composables/use-theme'

/** Draws strokes on a square canvas of `side` device pixels. */
function drawStrokes(
  context: CanvasRenderingContext2D,
  side: number,
  strokes: readonly Stroke[],
  colour: string
): void {
  context.setTransform(1, 0, 0, 1, 0, 0)
  context.clearRect(0, 0, side, side)
  context.scale(side / PICTURE_SIDE, side / PICTURE_SIDE)
  context.strokeStyle = colour
  context.lineCap = 'round'
  context.lineJoin = 'round'
  for (const { points, width } of strokes) {
    context.lineWidth = width
    context.beginPath()
    // a line from a point to itself is a dot, thanks to the round ends
    context.moveTo(points[0].x, points[0].y)
    for (const { x, y } of points) context.lineTo(x, y)
    context.stroke()
  }
}

/** Keeps the canvas as sharp as the screen it is on, and its ink as the strokes and the theme are. */
export function useInkCanvas(
  canvas: Readonly<Ref<HTMLCanvasElement | null>>,
  strokes: () => readonly Stroke[]
): void {
  const { appearance } = useTheme()

  const draw = (): void => {
    const element = canvas.value
    const context = element?.getContext('2d')
    if (!element || !context) return
    drawStrokes(context, element.width, strokes(), getComputedStyle(element).color)
  }

  // told in device pixels, so that it also hears of a move to a screen with another density
  const observer = new ResizeObserver(([entry]) => {
    if (!canvas.value) return
    const side = entry.devicePixelContentBoxSize[0].inlineSize
    canvas.value.width = side
    canvas.value.height = side
    draw()
  })

  onMounted(() => {
    if (canvas.value) observer.observe(canvas.value, { box: 'device-pixel-content-box' })
  })
  onBeforeUnmount(() => observer.disconnect())
  watch([strokes, appearance], draw, { flush: 'post' })
}
