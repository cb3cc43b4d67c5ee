import type { DatasetInfo } from '../shared/dataset'
import type { AsyncStore } from '../store/store-api'
import type { Analyst } from '../supervisor/analyst'
import type { Supervisor, SupervisorOptions } from '../supervisor/supervisor'
import type { ExitCode } from './exit-codes'
import type { Report } from './report'

/** What a command works with. */
export interface CommandTools {
  store: AsyncStore
  /** The database, for the closing words. */
  file: string
  report: Report
  /** The caller shuts it down. */
  supervise(options: Pick<SupervisorOptions, 'emit' | 'places'>): Supervisor
  /** Its process is started with the first question. */
  analyst: Analyst
  /** @throws DownhillError 'dataset-missing', 'dataset-damaged'. */
  findDataset(id: string): Promise<DatasetInfo>
  /** Those that are offered: built in, made by their usual recipes, own. */
  listDatasets(): Promise<DatasetInfo[]>
  /** Calls back when the person wants to stop; returns a way to end that. */
  onStopRequest(listener: () => void): () => void
  /** Milliseconds since 1970. */
  now(): number
}

/** What came of a command. */
export interface CommandResult {
  exitCode: ExitCode
  /** All of it, for those who asked for JSON. */
  document: unknown
}
