/** pictures: 28x28 grey values with a label; points: of the plane, with a label; curve: one number in, one out. */
export type DatasetKind = 'pictures' | 'points' | 'curve'

/** built-in: comes with the program; generated: made from its id alone (dataset-recipe.ts); own: taken in by a person. */
export type DatasetOrigin = 'built-in' | 'generated' | 'own'

/** What the program knows of a data set without opening it. */
export interface DatasetInfo {
  id: string
  kind: DatasetKind
  origin: DatasetOrigin
  /** As a person named it; null: the messages have a name for it. */
  name: string | null
  /** SHA-256 over the files' contents: two runs are comparable only where this agrees. */
  fingerprint: string
  trainingCount: number
  testCount: number
  /** Values per example, and the picture they form; 0 x 0: none. */
  inputSize: number
  imageWidth: number
  imageHeight: number
  /** Outputs of a network for it: one a class; of a curve 1. */
  classes: number
  /** What the classes are called, in their order; null: by their numbers. */
  classNames: string[] | null
}

/** One example as a person looks at it. */
export interface Sample {
  /** Grey values 0..255, row by row, 0 = paper. */
  image: Uint8Array
  label: number
  index: number
}

/** Layer sizes from input to output. */
export function networkLayers(dataset: DatasetInfo, hiddenLayers: readonly number[]): number[] {
  return [dataset.inputSize, ...hiddenLayers, dataset.classes]
}
