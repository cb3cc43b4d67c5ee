import { readInputs } from '../../engine/examples'
import type { TestExamples } from '../../shared/test-set'
import { findExample, imageOf } from '../study/example'
import type { RunMaterial } from '../study/task'

/** @throws DownhillError 'invalid-input' where the test set has no such example. */
export function testExamples(material: RunMaterial, indices: readonly number[]): TestExamples {
  const found = indices.map((index) => findExample(material, { part: 'test', index }))
  const { imageWidth, inputSize } = material.test
  if (imageWidth === 0) {
    const values = found.flatMap(({ examples, example }) => [
      ...readInputs(examples, example.index, null)
    ])
    return { indices: [...indices], pictures: null, values }
  }
  const pictures = new Uint8Array(indices.length * inputSize)
  found.forEach((each, place) => pictures.set(imageOf(each), place * inputSize))
  return { indices: [...indices], pictures, values: null }
}
