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

/** What a data set looks like: what is shown of it before anybody learns from it. */
export interface DatasetCard {
  info: DatasetInfo
  /** Of pictures: nine of the training part, drawn by a fixed seed; else none. */
  samples: Sample[]
  /** Examples of each class, in their order; of a curve none. */
  classCounts: { training: number; test: number }[]
  /** The mean of all training pictures, 784 grey values; null where there are no pictures. */
  meanPicture: Uint8Array | null
  /**
   * Of points x, y, class, of a curve x, y, one example after the other; at most 2,000 examples in both parts
   * together. Of pictures none.
   */
  points: { training: Float32Array; test: Float32Array }
  /** Of its files on disk; 0 for one that is made. */
  bytes: number
  /** Where it comes from, and under which licence, as the person who took it in said; empty where unknown. */
  source: string
  licence: string
}

/**
 * Whether a network for it answers with classes. Where it does not, there is no share of right answers:
 * what is stored as 0 of it is shown as a dash, and labels cannot be shuffled.
 */
export function hasClasses({ kind }: Pick<DatasetInfo, 'kind'>): boolean {
  return kind !== 'curve'
}

/** The same of a run, by its layers: classes are at least two, and a curve has one output. */
export function answersWithClasses(layers: readonly number[]): boolean {
  return layers[layers.length - 1] > 1
}

/** Layer sizes from input to output. */
export function networkLayers(dataset: DatasetInfo, hiddenLayers: readonly number[]): number[] {
  return [dataset.inputSize, ...hiddenLayers, dataset.classes]
}
