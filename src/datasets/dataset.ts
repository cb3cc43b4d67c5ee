import type { Examples } from '../engine/engine'
import type { DatasetInfo } from '../shared/dataset'

/** A data set with all of its examples. */
export interface Dataset {
  info: DatasetInfo
  training: Examples
  test: Examples
}
