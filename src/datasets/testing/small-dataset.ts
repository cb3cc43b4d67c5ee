import type { NewDataset } from '../own-datasets'

/** Twelve pictures to learn from and four to test with, of two classes. */
export function smallPictures(changes: Partial<NewDataset> = {}): NewDataset {
  const part = (count: number, first: number): NewDataset['training'] => ({
    count,
    inputSize: 784,
    inputs: Uint8Array.from({ length: count * 784 }, (_, index) => (first + index * 7) % 256),
    answers: { kind: 'classes', labels: Uint8Array.from({ length: count }, (_, i) => i % 2) },
    imageWidth: 28
  })
  return {
    kind: 'pictures',
    name: 'Small pictures',
    classes: 2,
    classNames: ['cat', 'dog'],
    training: part(12, 0),
    test: part(4, 100),
    source: 'a drawer',
    licence: 'CC0',
    createdAt: '2026-01-02T03:04:05.000Z',
    made: { kind: 'folder', seed: 1 },
    ...changes
  }
}

export function smallCurve(): NewDataset {
  const part = (count: number): NewDataset['training'] => ({
    count,
    inputSize: 1,
    inputs: Float32Array.from({ length: count }, (_, index) => index / count),
    answers: {
      kind: 'values',
      targets: Float32Array.from({ length: count }, (_, i) => -i / count)
    },
    imageWidth: 0
  })
  return {
    ...smallPictures(),
    kind: 'curve',
    name: 'Small curve',
    classes: 1,
    classNames: null,
    training: part(20),
    test: part(5)
  }
}
