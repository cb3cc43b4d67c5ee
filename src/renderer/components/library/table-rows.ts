import type { RunSummary } from '../../../shared/run'
import type { SweepSummary } from '../../../shared/sweep'
import { groupBySweep } from '../runs/sweep-groups'

/**
 * One row of the table. It names its run and holds no copy: the run is looked up when it is drawn, so
 * that news of a run leave the rows as they are.
 */
export type TableRow =
  | { kind: 'run'; key: string; runId: number; sweep?: SweepSummary }
  | { kind: 'sweep'; key: string; sweep: SweepSummary; runIds: readonly number[]; isOpen: boolean }

/** Sweeps folded or unfolded by hand, by id; true: unfolded. */
export type Folds = ReadonlyMap<number, boolean>

/** Larger sweeps are folded until somebody unfolds them. */
const MOST_UNFOLDED = 16

/** The table as it stands, row by row: a sweep above its runs, and those of a folded one left out. */
export function tableRows(
  sorted: readonly RunSummary[],
  sweeps: readonly SweepSummary[],
  folds: Folds,
  inOrder: boolean
): TableRow[] {
  const rows: TableRow[] = []
  for (const { sweep, runs } of groupBySweep(sorted, sweeps, inOrder)) {
    const isOpen = !sweep || (folds.get(sweep.id) ?? runs.length <= MOST_UNFOLDED)
    if (sweep) {
      const runIds = runs.map(({ id }) => id)
      rows.push({ kind: 'sweep', key: `sweep-${sweep.id}`, sweep, runIds, isOpen })
    }
    if (!isOpen) continue
    for (const { id } of runs) rows.push({ kind: 'run', key: `run-${id}`, runId: id, sweep })
  }
  return rows
}
