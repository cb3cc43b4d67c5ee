import { computed, ref, shallowRef, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import type { Sample } from '../../shared/dataset'
import { centredImage, PENS, rawImage, type PenId } from '../../shared/digit-image'
import { centredPicture, shiftedPicture } from '../../shared/digit-shift'
import { transformed, type Point, type Stroke } from '../../shared/digit-strokes'
import { request } from '../api'

/** A picture that was not drawn here: an image of a data set, or one that was made. */
export interface PadPicture {
  /** 28*28 grey values, prepared already. */
  image: Uint8Array
  /** Which image of which test set it is; null where it is none. */
  sample: (Pick<Sample, 'index' | 'label'> & { dataset: string }) | null
  /** By how many pixels it was moved, to the right and down. */
  moved: Point
}

/** What lies on the pad: strokes, or a picture in place of them. */
export interface PadContent {
  strokes: readonly Stroke[]
  picture: PadPicture | null
}

/** How a drawing is prepared for the network. */
export type Preparation = 'centred' | 'raw'

export interface Pad {
  content: Readonly<ShallowRef<PadContent>>
  isEmpty: ComputedRef<boolean>
  pen: Ref<PenId>
  preparation: Ref<Preparation>
  /** The pen is down. */
  isStroking: Readonly<Ref<boolean>>
  /** The 28*28 grey values that the network is given. */
  image: ComputedRef<Uint8Array>
  /** Those that it would be given, were they prepared that way. */
  imageAs: (preparation: Preparation) => Uint8Array
  /** Pen down: begins a stroke, and puts a picture away. */
  begin: (point: Point) => void
  extend: (points: readonly Point[]) => void
  /** Pen up. */
  end: () => void
  /** The stroke under way was none: a palm, or a gesture of the system. */
  cancel: () => void
  clear: () => void
  /** Moves all that lies on the pad, in pixels of the picture, to the right and down. */
  moveBy: (columns: number, rows: number) => void
  /** Takes back the last stroke, shift, clearing or loading. */
  undo: () => void
  canUndo: ComputedRef<boolean>
  /** Puts an image of the data set's test set on the pad, any of them. May throw DownhillError. */
  loadTestDigit: (dataset: string) => Promise<Sample>
  showTestDigit: (sample: Sample, dataset: string) => void
  /** Puts a picture on the pad that is no image of a data set: 28*28 grey values. */
  showPicture: (image: Uint8Array) => void
  /** Puts strokes on the pad that were drawn before. */
  showStrokes: (strokes: readonly Stroke[]) => void
}

const EMPTY: PadContent = { strokes: [], picture: null }
const NOWHERE: Point = { x: 0, y: 0 }

/** A picture that was never moved is as it should be; one that was is centred as the digits of MNIST were. */
function preparedPicture({ image, moved }: PadPicture, preparation: Preparation): Uint8Array {
  if (moved.x === 0 && moved.y === 0) return image
  const shifted = shiftedPicture(image, moved.x, moved.y)
  return preparation === 'raw' ? shifted : centredPicture(shifted)
}

export function createPad(): Pad {
  const content = shallowRef(EMPTY)
  /** What lay on the pad before each change. */
  const past = shallowRef<readonly PadContent[]>([])
  const pen = ref<PenId>('medium')
  const preparation = ref<Preparation>('centred')
  const isStroking = ref(false)

  const isEmpty = computed(() => !content.value.picture && content.value.strokes.length === 0)

  function imageAs(wanted: Preparation): Uint8Array {
    const { strokes, picture } = content.value
    if (picture) return preparedPicture(picture, wanted)
    return wanted === 'raw' ? rawImage(strokes) : centredImage(strokes)
  }

  function change(next: PadContent): void {
    past.value = [...past.value, content.value]
    content.value = next
    isStroking.value = false
  }

  function undo(): void {
    const before = past.value.at(-1)
    if (!before) return
    past.value = past.value.slice(0, -1)
    content.value = before
    isStroking.value = false
  }

  function showPicture(image: Uint8Array, sample: PadPicture['sample'] = null): void {
    change({ strokes: [], picture: { image, sample, moved: NOWHERE } })
  }

  return {
    content,
    isEmpty,
    pen,
    preparation,
    isStroking,
    image: computed(() => imageAs(preparation.value)),
    imageAs,
    begin(point) {
      const stroke: Stroke = { points: [point], width: PENS[pen.value] }
      change({ strokes: [...content.value.strokes, stroke], picture: null })
      isStroking.value = true
    },
    extend(points) {
      const last = content.value.strokes.at(-1)
      if (!isStroking.value || !last || points.length === 0) return
      const longer = { ...last, points: [...last.points, ...points] }
      content.value = { ...content.value, strokes: [...content.value.strokes.slice(0, -1), longer] }
    },
    end() {
      isStroking.value = false
    },
    cancel() {
      if (isStroking.value) undo()
    },
    clear() {
      if (!isEmpty.value) change(EMPTY)
    },
    moveBy(columns, rows) {
      if (isEmpty.value) return
      const { strokes, picture } = content.value
      if (!picture) return change({ strokes: transformed(strokes, 1, columns, rows), picture })
      const moved = { x: picture.moved.x + columns, y: picture.moved.y + rows }
      change({ strokes, picture: { ...picture, moved } })
    },
    undo,
    canUndo: computed(() => past.value.length > 0),
    async loadTestDigit(dataset) {
      const sample = await request('datasets.sample', { dataset })
      showPicture(sample.image, { ...sample, dataset })
      return sample
    },
    showTestDigit: (sample, dataset) => showPicture(sample.image, { ...sample, dataset }),
    showPicture: (image) => showPicture(image),
    showStrokes: (strokes) => change({ strokes, picture: null })
  }
}

const sharedPad = createPad()

/** The one pad of the window: a drawing made on one screen is still there on the next. */
export function usePad(): Pad {
  return sharedPad
}
