import type { ErrorCode, PlainError } from '../shared/errors'

/** What may go wrong with a run in its process. */
export function crashed(runId: number): PlainError {
  return problem(
    'training-crashed',
    runId,
    `The training process of run ${runId} ended unexpectedly.`
  )
}

export function stopTimedOut(runId: number): PlainError {
  return problem(
    'training-crashed',
    runId,
    `The training process of run ${runId} did not stop in time and was ended.`
  )
}

export function flooded(runId: number): PlainError {
  return problem(
    'training-crashed',
    runId,
    `The training process of run ${runId} sent more than anybody could read and was ended.`
  )
}

export function cameOutOtherwise(runId: number, epochs: readonly number[]): PlainError {
  return problem(
    'internal',
    runId,
    `Run ${runId}: epochs ${epochs.join(', ')} came out otherwise when they were computed again; the stored ones were kept.`
  )
}

function problem(code: ErrorCode, runId: number, message: string): PlainError {
  return { code, message, values: { runId } }
}
