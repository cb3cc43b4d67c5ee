/** What the program knows of a data set without opening it. */
export interface DatasetInfo {
  id: string
  /** SHA-256 over the files' contents: two runs are comparable only where this agrees. */
  fingerprint: string
  trainingCount: number
  testCount: number
  /** Values per example, and the picture they form. */
  inputSize: number
  imageWidth: number
  imageHeight: number
  classes: number
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
