import type { WeightSource } from '../../shared/weight-source'
import { request } from '../api'

/** What one network answers to several pictures of 784 greys each: its outputs, in their order. */
export async function predictAll(
  images: readonly Uint8Array[],
  source: WeightSource
): Promise<number[][]> {
  const answers: number[][] = []
  for (const image of images) {
    const sources = [{ ...source }]
    const [{ outputs }] = await request('network.predict', {
      image: new Uint8Array(image),
      sources
    })
    answers.push(outputs)
  }
  return answers
}
