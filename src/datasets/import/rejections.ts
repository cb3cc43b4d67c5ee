import type { ErrorValues } from '../../shared/errors'
import type { IntakeProblemCode, Rejection } from '../../shared/intake'

/** More than these nobody reads one by one. */
const MOST_KEPT = 200

/** What is left out of files that come in: the first of them, and how many. */
export class Rejections {
  readonly kept: Rejection[] = []
  count = 0

  /** @param line of a table, counted from 1; null: the whole file */
  add(file: string, line: number | null, code: IntakeProblemCode, values: ErrorValues = {}): void {
    this.count++
    if (this.kept.length < MOST_KEPT) this.kept.push({ file, line, code, values })
  }
}
