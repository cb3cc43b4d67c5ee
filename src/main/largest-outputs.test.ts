import { describe, expect, it } from 'vitest'
import { largestOutputs } from './largest-outputs'

/** Pictures whose first pixel says which output is to be the largest. */
const pictures = (firsts: number[]): Uint8Array => {
  const bytes = new Uint8Array(firsts.length * 784)
  firsts.forEach((value, place) => (bytes[place * 784] = value))
  return bytes
}

describe('largestOutputs', () => {
  it('names the largest output of each picture, whatever the portions', async () => {
    const asked: number[] = []
    const firsts = Array.from({ length: 600 }, (_, place) => place % 10)
    const answers = await largestOutputs(
      pictures(firsts),
      async (inputs) => {
        const count = inputs.length / 784
        asked.push(count)
        const outputs = new Float32Array(count * 10)
        for (let place = 0; place < count; place++) {
          outputs[place * 10 + Math.round(inputs[place * 784] * 255)] = 1
        }
        return { classes: 10, outputs }
      },
      255
    )
    expect([...answers]).toEqual(firsts)
    expect(asked).toEqual([256, 256, 88])
  })

  it('takes the first of equals, and no output that is no number', async () => {
    const rows = [0.5, 0.5, 0.1, NaN, -1, NaN, NaN, NaN, NaN]
    const answers = await largestOutputs(
      pictures([0, 0, 0]),
      async () => ({ classes: 3, outputs: Float32Array.from(rows) }),
      255
    )
    expect([...answers]).toEqual([0, 1, 255])
  })
})
