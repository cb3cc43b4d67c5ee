import type { DatasetInfo } from '../shared/dataset'
import type { AsyncStore } from '../store/store-api'

/** What the courier's work needs from outside; tests bring their own. */
export interface CourierTools {
  store: AsyncStore
  /** @throws DownhillError 'dataset-missing', 'dataset-damaged'. */
  findDataset(id: string): Promise<DatasetInfo>
  /** Milliseconds since 1970. */
  now(): number
  /** Version of the program. */
  version: string
  /** Told after each of several runs or files. */
  onProgress?(done: number, of: number): void
}
