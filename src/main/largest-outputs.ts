/** Grey values of a picture. */
const PIXELS = 784

/** Pictures turned into inputs at once: a millisecond of multiplying. */
const PORTION = 256

/**
 * What a network makes of many pictures: for each the place of its largest output, the first of
 * equals, or `none` where no output is a number.
 * @param pictures 784 grey values each, 0..255
 * @param ask answers inputs of 0..1 with the outputs of all of them, one after the other
 */
export async function largestOutputs(
  pictures: Uint8Array,
  ask: (inputs: Float32Array) => Promise<{ classes: number; outputs: Float32Array }>,
  none: number
): Promise<Uint8Array> {
  const answers = new Uint8Array(pictures.length / PIXELS)
  for (let first = 0; first < answers.length; first += PORTION) {
    const portion = pictures.subarray(first * PIXELS, (first + PORTION) * PIXELS)
    const { classes, outputs } = await ask(Float32Array.from(portion, (grey) => grey / 255))
    for (let place = 0; place < portion.length / PIXELS; place++) {
      const row = outputs.subarray(place * classes, (place + 1) * classes)
      answers[first + place] = placeOfLargest(row, none)
    }
  }
  return answers
}

function placeOfLargest(outputs: Float32Array, none: number): number {
  let best = -1
  outputs.forEach((output, place) => {
    // written so that NaN, the output of a diverged network, is never the answer
    if (output > (best < 0 ? -Infinity : outputs[best])) best = place
  })
  return best < 0 ? none : best
}
