import { describe, expect, it, vi } from 'vitest'
import type { Examples } from '../engine/engine'
import { DownhillError } from '../shared/errors'
import { createSamples } from './samples'

const examples: Examples = {
  count: 3,
  inputSize: 2,
  inputs: new Uint8Array([1, 2, 3, 4, 5, 6]),
  answers: { kind: 'classes', labels: new Uint8Array([7, 8, 9]) },
  imageWidth: 2
}

describe('createSamples', () => {
  it('hands out the example asked for, with its label', async () => {
    const { sample } = createSamples(async () => examples)
    expect(await sample('mnist', 1)).toEqual({ image: new Uint8Array([3, 4]), label: 8, index: 1 })
  })

  it('picks any when none is asked for, and in time every one', async () => {
    const { sample } = createSamples(async () => examples)
    const picked = await Promise.all(Array.from({ length: 200 }, () => sample('mnist')))
    expect(new Set(picked.map(({ index, label }) => `${index} ${label}`))).toEqual(
      new Set(['0 7', '1 8', '2 9'])
    )
  })

  it('keeps a few data sets, and reads others again', async () => {
    const load = vi.fn(async () => examples)
    const { sample } = createSamples(load)
    for (const dataset of ['a', 'a', 'b', 'c', 'd', 'd', 'a']) await sample(dataset, 0)
    expect(load.mock.calls.flat()).toEqual(['a', 'b', 'c', 'd', 'a'])
  })

  it('gives a copy: what the asker does to it stays with the asker', async () => {
    const { sample } = createSamples(async () => examples)
    ;(await sample('mnist', 0)).image.fill(0)
    expect((await sample('mnist', 0)).image).toEqual(new Uint8Array([1, 2]))
  })

  it('refuses an index beyond the end', async () => {
    const { sample } = createSamples(async () => examples)
    await expect(sample('mnist', 3)).rejects.toMatchObject({ code: 'not-found' })
  })

  it('reads a data set once, and again after a failure', async () => {
    const missing = new DownhillError('dataset-missing', 'Not there.')
    const load = vi.fn(async () => examples).mockRejectedValueOnce(missing)
    const { sample } = createSamples(load)
    await expect(sample('mnist', 0)).rejects.toBe(missing)
    await sample('mnist', 0)
    await sample('mnist', 1)
    expect(load).toHaveBeenCalledTimes(2)
  })
})
