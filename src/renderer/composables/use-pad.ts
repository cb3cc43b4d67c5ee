import { computed, ref, shallowRef, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import { centredImage, PENS, rawImage, type PenId } from '../../shared/digit-image'
import type { Point, Stroke } from '../../shared/digit-strokes'
import type { Sample } from '../../shared/dataset'
import { request } from '../api'

/** What lies on the pad: strokes, or a digit of the test set as it is. */
export interface PadContent {
  strokes: readonly Stroke[]
  testDigit: Sample | null
}

/** How a drawing is prepared for the network. */
export type Preparation = 'centred' | 'raw'

export interface Pad {
  content: Readonly<ShallowRef<PadContent>>
  isEmpty: ComputedRef<boolean>
  pen: Ref<PenId>
  preparation: Ref<Preparation>
  /** The 28*28 grey values that the network is given. */
  image: ComputedRef<Uint8Array>
  /** Pen down: begins a stroke, and puts a loaded test digit away. */
  begin: (point: Point) => void
  extend: (points: readonly Point[]) => void
  /** Pen up. */
  end: () => void
  /** The stroke under way was none: a palm, or a gesture of the system. */
  cancel: () => void
  clear: () => void
  /** Takes back the last stroke, the last clearing or the last loading. */
  undo: () => void
  canUndo: ComputedRef<boolean>
  /** Puts a digit of the data set's test images on the pad. May throw DownhillError. */
  loadTestDigit: (dataset: string) => Promise<Sample>
}

const EMPTY: PadContent = { strokes: [], testDigit: null }

export function createPad(): Pad {
  const content = shallowRef(EMPTY)
  /** What lay on the pad before each change. */
  const past = shallowRef<readonly PadContent[]>([])
  const pen = ref<PenId>('medium')
  const preparation = ref<Preparation>('centred')
  let isStroking = false

  const isEmpty = computed(() => !content.value.testDigit && content.value.strokes.length === 0)

  const image = computed(() => {
    const { strokes, testDigit } = content.value
    // a test digit goes to the network as it is: it is prepared already
    if (testDigit) return testDigit.image
    return preparation.value === 'raw' ? rawImage(strokes) : centredImage(strokes)
  })

  function change(next: PadContent): void {
    past.value = [...past.value, content.value]
    content.value = next
    isStroking = false
  }

  function undo(): void {
    const before = past.value.at(-1)
    if (!before) return
    past.value = past.value.slice(0, -1)
    content.value = before
    isStroking = false
  }

  return {
    content,
    isEmpty,
    pen,
    preparation,
    image,
    begin(point) {
      const stroke: Stroke = { points: [point], width: PENS[pen.value] }
      change({ strokes: [...content.value.strokes, stroke], testDigit: null })
      isStroking = true
    },
    extend(points) {
      const last = content.value.strokes.at(-1)
      if (!isStroking || !last || points.length === 0) return
      const longer = { ...last, points: [...last.points, ...points] }
      content.value = { ...content.value, strokes: [...content.value.strokes.slice(0, -1), longer] }
    },
    end() {
      isStroking = false
    },
    cancel() {
      if (isStroking) undo()
    },
    clear() {
      if (!isEmpty.value) change(EMPTY)
    },
    undo,
    canUndo: computed(() => past.value.length > 0),
    async loadTestDigit(dataset) {
      const testDigit = await request('datasets.sample', { dataset })
      change({ strokes: [], testDigit })
      return testDigit
    }
  }
}

const sharedPad = createPad()

/** The one pad of the window: a drawing made on one screen is still there on the next. */
export function usePad(): Pad {
  return sharedPad
}
