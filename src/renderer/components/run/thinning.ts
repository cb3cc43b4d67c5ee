import type { CheckpointSummary } from '../../../shared/run'

/** Whether a number is 1, 2, 4, 8 and so on. */
function isPowerOfTwo(count: number): boolean {
  return Number.isInteger(Math.log2(count))
}

/** The checkpoints that thinning removes: all but the start, the best, the last and those after 1, 2, 4, 8 … epochs. */
export function goneByThinning(checkpoints: readonly CheckpointSummary[]): CheckpointSummary[] {
  const last = Math.max(...checkpoints.map(({ step }) => step))
  return checkpoints
    .filter(({ role, epoch, step }) => {
      return role === 'schedule' && step < last && epoch !== 0 && !isPowerOfTwo(epoch)
    })
    .sort((a, b) => a.step - b.step)
}
