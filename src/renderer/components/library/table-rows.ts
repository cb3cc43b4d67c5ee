import type { SweepSummary } from '../../../shared/sweep'
import type { TablePart } from '../runs/sweep-groups'

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

/**
 * The table as it stands: a sweep above its runs, and those of a folded one left out. Of thousands of
 * rows a few are drawn, so a row is made when it is asked for.
 */
export class TableRows {
  readonly length: number
  /** Whether the runs of each part have rows. */
  private readonly open: readonly boolean[]
  /** The place of each part's first row. */
  private readonly starts: readonly number[]
  private ids: readonly number[] | undefined

  /** @param isSought words or one sweep are looked for: what is found is shown, unless folded since */
  constructor(
    private readonly parts: readonly TablePart[],
    folds: Folds,
    isSought: boolean
  ) {
    this.open = parts.map(
      ({ sweep, runIds }) =>
        !sweep || (folds.get(sweep.id) ?? (isSought || runIds.length <= MOST_UNFOLDED))
    )
    let length = 0
    this.starts = parts.map(({ sweep, runIds }, index) => {
      const start = length
      length += (sweep ? 1 : 0) + (this.open[index] ? runIds.length : 0)
      return start
    })
    this.length = length
  }

  at(place: number): TableRow | undefined {
    if (place < 0 || place >= this.length) return undefined
    const index = this.partAt(place)
    const { sweep, runIds } = this.parts[index]
    const within = place - this.starts[index]
    if (sweep && within === 0) {
      return { kind: 'sweep', key: `sweep-${sweep.id}`, sweep, runIds, isOpen: this.open[index] }
    }
    const runId = runIds[within - (sweep ? 1 : 0)]
    return { kind: 'run', key: `run-${runId}`, runId, sweep }
  }

  /** Where the row with this key stands, or -1. */
  placeOf(key: string): number {
    const id = Number(key.slice(key.indexOf('-') + 1))
    const isRun = key.startsWith('run-')
    for (const [index, { sweep, runIds }] of this.parts.entries()) {
      if (isRun && this.open[index]) {
        const within = runIds.indexOf(id)
        if (within >= 0) return this.starts[index] + within + (sweep ? 1 : 0)
      } else if (!isRun && key !== '' && sweep?.id === id) return this.starts[index]
    }
    return -1
  }

  /** All runs that were found, those of folded sweeps included. */
  get runIds(): readonly number[] {
    this.ids ??= this.parts.flatMap(({ runIds }) => runIds)
    return this.ids
  }

  /** The runs of the rows from one place to another, both included, and of the sweeps among these. */
  runIdsBetween(from: number, to: number): ReadonlySet<number> {
    const found = new Set<number>()
    for (let place = from; place <= to; place++) {
      const row = this.at(place)
      if (row?.kind === 'run') found.add(row.runId)
      else for (const id of row?.runIds ?? []) found.add(id)
    }
    return found
  }

  private partAt(place: number): number {
    let from = 0
    let to = this.starts.length - 1
    while (from < to) {
      const middle = (from + to + 1) >> 1
      if (this.starts[middle] <= place) from = middle
      else to = middle - 1
    }
    return from
  }
}
