import type { Rgb } from '../weights/weight-colours'

/** What a network answers over a square grid of the plane, row by row from the top. */
export interface Field {
  side: number
  classes: number
  /** `classes` outputs for each place. */
  outputs: Float32Array
}

export interface FieldLook {
  /** One a class. */
  colours: readonly Rgb[]
  ground: Rgb
  /** Of the line between two answers. */
  line: Rgb
}

/** Pixels for each place of the grid along one side. */
export const FINER = 4

/** Strength of a class's colour: where the network is not sure at all, and as sure as can be. */
const [FAINT, STRONG] = [0.1, 0.42]
/** What a stripe adds, so that classes are told apart without their colours. */
const STRIPE = 0.12
/** Pixels from one stripe to the next. */
const APART = 12

/** Where the stripes of a class lie, in six ways; the first has none. */
const PATTERNS: readonly ((x: number, y: number) => boolean)[] = [
  () => false,
  (x, y) => (x + y) % APART < 2,
  (x, y) => x % APART < 3 && y % APART < 3,
  (_, y) => y % APART < 2,
  (x) => x % APART < 2,
  (x, y) => (x + APART * 1e3 - y) % APART < 2
]

/** The class with the largest output, and by how much it is ahead; -1 where none is a number. */
function lead(outputs: Float32Array, at: number, classes: number): [answer: number, ahead: number] {
  let [answer, first, second] = [-1, -Infinity, -Infinity]
  for (let place = 0; place < classes; place++) {
    const output = outputs[at + place]
    if (output > first) {
      second = first
      first = output
      answer = place
    } else if (output > second) second = output
  }
  return [answer, second === -Infinity ? 0 : Math.min(first - second, 1)]
}

/** Where a pixel lies between the places of the grid: the one before it, the one after, and the share of that. */
function between(side: number): { before: Int32Array; after: Int32Array; share: Float32Array } {
  const pixels = side * FINER
  const before = new Int32Array(pixels)
  const after = new Int32Array(pixels)
  const share = new Float32Array(pixels)
  for (let pixel = 0; pixel < pixels; pixel++) {
    const place = Math.min(Math.max((pixel + 0.5) / FINER - 0.5, 0), side - 1)
    before[pixel] = Math.floor(place)
    after[pixel] = Math.min(before[pixel] + 1, side - 1)
    share[pixel] = place - before[pixel]
  }
  return { before, after, share }
}

/**
 * The classes that may be first or second somewhere between four places (where their outputs begin): of any other, two are larger at all
 * four, and so are they wherever the outputs are mixed.
 */
function rivalsAmong(
  outputs: Float32Array,
  classes: number,
  corners: readonly [number, number, number, number]
): Int16Array {
  const [a, b, c, d] = corners
  let first = -Infinity
  let second = -Infinity
  for (let place = 0; place < classes; place++) {
    const least = Math.min(
      Math.min(outputs[a + place], outputs[b + place]),
      Math.min(outputs[c + place], outputs[d + place])
    )
    if (least > first) {
      second = first
      first = least
    } else if (least > second) second = least
  }
  const rivals = new Int16Array(classes)
  let count = 0
  for (let place = 0; place < classes; place++) {
    const most = Math.max(
      Math.max(outputs[a + place], outputs[b + place]),
      Math.max(outputs[c + place], outputs[d + place])
    )
    if (most >= second) rivals[count++] = place
  }
  return rivals.subarray(0, count)
}

/** Tells the answer at a pixel, and by how much it is ahead: the same object each time, since pixels are many. */
type AnswerBetween = (x: number, y: number) => { answer: number; ahead: number }

/**
 * Answers between the places of the grid: of outputs mixed from the four places around. Where one class leads
 * at all four it leads between them, and no outputs need be mixed; elsewhere those of the few classes that
 * might lead: so a picture costs little, however many classes there are.
 */
function answersBetween({ side, classes, outputs }: Field): AnswerBetween {
  const leaders = new Int16Array(side * side)
  const aheads = new Float32Array(side * side)
  for (let place = 0; place < side * side; place++) {
    const [answer, ahead] = lead(outputs, place * classes, classes)
    leaders[place] = answer
    aheads[place] = ahead
  }
  const { before, after, share } = between(side)
  const rivals: (Int16Array | undefined)[] = new Array(side * side)
  const found = { answer: -1, ahead: 0 }
  return (x, y) => {
    const [a, b] = [before[y] * side + before[x], before[y] * side + after[x]]
    const [c, d] = [after[y] * side + before[x], after[y] * side + after[x]]
    const across = share[x]
    const down = share[y]
    const leader = leaders[a]
    if (leader === leaders[b] && leader === leaders[c] && leader === leaders[d]) {
      found.answer = leader
      found.ahead = mix(aheads[a], aheads[b], aheads[c], aheads[d], across, down)
      return found
    }
    const [i, j, k, l] = [a * classes, b * classes, c * classes, d * classes]
    // for all pixels between the same four places
    const among = (rivals[a] ??= rivalsAmong(outputs, classes, [i, j, k, l]))
    let first = -Infinity
    let second = -Infinity
    found.answer = -1
    for (let at = 0; at < among.length; at++) {
      const place = among[at]
      const [o, p, q, r] = [
        outputs[i + place],
        outputs[j + place],
        outputs[k + place],
        outputs[l + place]
      ]
      const output = mix(o, p, q, r, across, down)
      if (output > first) {
        second = first
        first = output
        found.answer = place
      } else if (output > second) second = output
    }
    found.ahead = second === -Infinity ? 0 : Math.min(first - second, 1)
    return found
  }
}

/** Of four corners, left and right above, left and right below, what is between them. */
function mix(a: number, b: number, c: number, d: number, across: number, down: number): number {
  const upper = a + (b - a) * across
  return upper + (c + (d - c) * across - upper) * down
}

/**
 * The plane in the colours and stripes of the answers, the stronger the surer, with a line where
 * one answer borders on another.
 * @returns RGBA, a square of side*FINER pixels
 */
export function fieldPixels(field: Field, { colours, ground, line }: FieldLook): Uint8ClampedArray {
  const pixels = field.side * FINER
  const answerBetween = answersBetween(field)
  const rgba = new Uint8ClampedArray(pixels * pixels * 4)
  const answers = new Int16Array(pixels * pixels)
  for (let at = 0, y = 0; y < pixels; y++) {
    for (let x = 0; x < pixels; x++, at++) {
      const { answer, ahead } = answerBetween(x, y)
      answers[at] = answer
      const isBorder =
        (x > 0 && answers[at - 1] !== answer) || (y > 0 && answers[at - pixels] !== answer)
      const striped = answer >= 0 && PATTERNS[answer % PATTERNS.length](x, y)
      const strength = FAINT + (STRONG - FAINT) * ahead + (striped ? STRIPE : 0)
      const colour = answer < 0 ? ground : colours[answer % colours.length]
      for (let channel = 0; channel < 3; channel++) {
        rgba[at * 4 + channel] = isBorder
          ? line[channel]
          : ground[channel] + (colour[channel] - ground[channel]) * strength
      }
      rgba[at * 4 + 3] = 255
    }
  }
  return rgba
}

/** How much of the grid each class is the answer to, 0..1; what no class answers is missing from the sum. */
export function sharesOf({ classes, outputs }: Field): number[] {
  const counts = new Array<number>(classes).fill(0)
  const places = outputs.length / classes
  for (let place = 0; place < places; place++) {
    const [answer] = lead(outputs, place * classes, classes)
    if (answer >= 0) counts[answer]++
  }
  return counts.map((count) => count / places)
}

/** The answer at a place of the grid, and its output; -1 where there is none. */
export function answerAt(
  { side, classes, outputs }: Field,
  row: number,
  column: number
): { answer: number; output: number } {
  const at = (row * side + column) * classes
  const [answer] = lead(outputs, at, classes)
  return { answer, output: answer < 0 ? NaN : outputs[at + answer] }
}
