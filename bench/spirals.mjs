const TRAINING_COUNT = 60_000
const TEST_COUNT = 10_000
const TURNS = 1.25

/** Points on two spirals that wind around each other, as pairs of floats between -1 and 1. */
function points(count, firstIndex) {
  const inputs = new Float32Array(2 * count)
  const labels = new Uint8Array(count)
  for (let i = 0; i < count; i++) {
    const index = firstIndex + i
    // without a pattern, and the same every time: what the golden ratio leaves behind the point
    const distance = Math.sqrt((index * 0.6180339887498949) % 1)
    labels[i] = index % 2
    const angle = 2 * Math.PI * (TURNS * distance + labels[i] / 2)
    inputs[2 * i] = distance * Math.cos(angle)
    inputs[2 * i + 1] = distance * Math.sin(angle)
  }
  return { count, inputSize: 2, inputs, answers: { kind: 'classes', labels }, imageWidth: 0 }
}

/** A toy: two inputs, neither of them zero. */
export function makeSpirals() {
  return {
    name: 'two spirals',
    training: points(TRAINING_COUNT, 1),
    test: points(TEST_COUNT, 1 + TRAINING_COUNT)
  }
}
