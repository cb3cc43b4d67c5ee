import type { Engine, Examples } from '../../engine/engine'
import {
  NOISE_SHOWN,
  PIXELS,
  sureness,
  type DoubtInput,
  type NoiseAnswers
} from '../../shared/doubt'
import { randomStream, shuffle } from '../../shared/random'

type NoiseInput = Pick<DoubtInput<'doubt.noise'>, 'kind' | 'seed' | 'from' | 'count'>

/** Every picture of noise has a stream of its own: the same number is the same picture, in any portion. */
export function noisePicture(
  { kind, seed }: Pick<NoiseInput, 'kind' | 'seed'>,
  number: number,
  { inputs, count }: Pick<Examples, 'inputs' | 'count'>
): { picture: Uint8Array; index: number | null } {
  const random = randomStream(seed, 'doubt', number)
  if (kind === 'uniform') {
    return {
      picture: Uint8Array.from({ length: PIXELS }, () => random.uint32() >>> 24),
      index: null
    }
  }
  const index = random.below(count)
  const digit = Uint8Array.from(inputs.subarray(index * PIXELS, (index + 1) * PIXELS))
  if (kind === 'test') return { picture: digit, index }
  const places = shuffle(Uint32Array.from(digit.keys()), random)
  return { picture: digit.map((_, place) => digit[places[place]]), index }
}

/** @param engine has the weights that answer */
export function answerNoise(
  engine: Engine,
  test: Examples,
  { kind, seed, from, count }: NoiseInput
): NoiseAnswers {
  const areShares = engine.network.output === 'softmax'
  const shown = Math.min(count, NOISE_SHOWN)
  const found: NoiseAnswers = {
    answers: new Uint8Array(count),
    sureness: new Float64Array(count),
    labels: new Uint8Array(count).fill(255),
    pictures: new Uint8Array(shown * PIXELS),
    outputs: []
  }
  const labels = test.answers.kind === 'classes' ? test.answers.labels : null
  for (let place = 0; place < count; place++) {
    const { picture, index } = noisePicture({ kind, seed }, from + place, test)
    const outputs = engine.outputs(picture)
    found.answers[place] = outputs.indexOf(Math.max(...outputs))
    found.sureness[place] = sureness(outputs, areShares)
    if (index !== null && labels) found.labels[place] = labels[index]
    if (place >= shown) continue
    found.pictures.set(picture, place * PIXELS)
    found.outputs.push([...outputs])
  }
  return found
}
