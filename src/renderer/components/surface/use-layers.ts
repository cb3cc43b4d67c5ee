import {
  onBeforeUnmount,
  onMounted,
  ref,
  toValue,
  watch,
  type MaybeRefOrGetter,
  type Ref
} from 'vue'
import type { ChartLook } from '../../charts/chart-look'
import { useTheme } from '../../composables/use-theme'
import { untilFontIsThere } from '../chart/read-look'
import { paintInTurn } from './turns'

/** A canvas and what is on it. */
export interface Layer {
  canvas: Readonly<Ref<HTMLCanvasElement | null>>
  /** What it depends on, besides its size and the look. */
  shows: MaybeRefOrGetter<unknown>[]
  /** Paints into an empty canvas whose unit is the CSS pixel. */
  paint: (context: CanvasRenderingContext2D, room: Room) => void
}

/** In CSS pixels. */
export interface Room {
  width: number
  height: number
}

/**
 * Keeps canvases, one above the other, true to what they show: each is painted anew when that changed, as
 * soon as it is the picture's turn, and all when their frame or the look did. Only the layer that changed is painted:
 * a ball moves over a ground that stays.
 */
export function useLayers(layers: readonly Layer[], look: () => ChartLook): void {
  const { appearance } = useTheme()
  const room: Room = { width: 0, height: 0 }
  /** Of a picture that is hidden nothing is worked out. */
  const isSeen = ref(false)

  function paint({ canvas: { value: canvas }, paint }: Layer): void {
    const context = canvas?.getContext('2d')
    if (!canvas || !context || !isSeen.value) return
    const density = window.devicePixelRatio
    const [width, height] = [Math.round(room.width * density), Math.round(room.height * density)]
    // to set a size clears the canvas, and lets the browser fetch new memory for it
    if (canvas.width !== width) canvas.width = width
    if (canvas.height !== height) canvas.height = height
    context.setTransform(density, 0, 0, density, 0, 0)
    context.clearRect(0, 0, room.width, room.height)
    paint(context, room)
  }
  const paintAll = (): void => layers.forEach(paint)

  const watchRoom = new ResizeObserver(([entry]) => {
    const { width, height } = entry.contentRect
    Object.assign(room, { width, height })
    isSeen.value = width >= 1 && height >= 1
    paintAll()
  })
  onMounted(() => {
    const frame = layers[0].canvas.value?.parentElement
    if (frame) watchRoom.observe(frame)
    void untilFontIsThere(look()).then((isNew) => isNew && paintAll())
  })
  onBeforeUnmount(() => watchRoom.disconnect())

  /** What has changed since it was painted last. */
  const changed = new Set<Layer>()
  function paintChanged(): void {
    for (const layer of changed) paint(layer)
    changed.clear()
  }
  function paintSoon(changes: readonly Layer[]): void {
    for (const layer of changes) changed.add(layer)
    paintInTurn(paintChanged)
  }
  for (const layer of layers) {
    const shown = (): unknown[] => (isSeen.value ? layer.shows.map((each) => toValue(each)) : [])
    // the list is another one whenever something in it is
    watch(shown, () => paintSoon([layer]), { flush: 'post' })
  }
  watch(appearance, () => paintSoon(layers), { flush: 'post' })
}
