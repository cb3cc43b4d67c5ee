import type { RunConfig } from './run-config'

/** Runs that were started together, to see what a setting does. */
export interface SweepSummary {
  id: number
  name: string
  /** ISO 8601, UTC. */
  createdAt: string
  /** In the order in which they train. */
  runIds: number[]
}

/** At most so many runs in one sweep. */
export const MAX_SWEEP_RUNS = 500

/** A setting with the values that it takes in turn. */
export type SweepAxis = {
  [Field in keyof RunConfig]: { field: Field; values: readonly RunConfig[Field][] }
}[keyof RunConfig]

/** Every combination of the axes' values; the last axis changes fastest. No axis: the base alone. */
export function expandGrid(base: RunConfig, axes: readonly SweepAxis[]): RunConfig[] {
  return axes.reduce<RunConfig[]>(
    (configs, { field, values }) =>
      configs.flatMap((config) => values.map((value) => ({ ...config, [field]: value }))),
    [base]
  )
}
