/**
 * Errors that a person may read. Each carries a code (the window looks it up in its message
 * catalogue), the values for that message, and an English sentence for logs and the terminal.
 */
export type ErrorCode =
  | 'invalid-input'
  | 'not-found'
  | 'already-running'
  | 'not-running'
  | 'not-resumable'
  | 'other-numerics'
  | 'run-elsewhere'
  | 'store-newer'
  | 'store-damaged'
  | 'store-missing'
  | 'store-read-only'
  | 'store-unavailable'
  | 'store-busy'
  | 'store-full'
  | 'checkpoint-damaged'
  | 'dataset-missing'
  | 'dataset-damaged'
  | 'dataset-mismatch'
  | 'dataset-in-use'
  | 'own-dataset-missing'
  | 'own-dataset-damaged'
  | 'drawings-damaged'
  | 'drawings-newer'
  | 'drawings-full'
  | 'drawings-large'
  | 'drawings-too-few'
  | 'training-crashed'
  | 'bundle-damaged'
  | 'bundle-newer'
  | 'not-exportable'
  | 'file-unwritable'
  | 'file-unreadable'
  | 'folder-taken'
  | 'folder-within'
  | 'folder-shared'
  | 'folder-unwritable'
  | 'folder-too-small'
  | 'folder-without-library'
  | 'library-fixed'
  | 'library-portable'
  | 'portable-unwritable'
  | 'library-in-use'
  | 'copy-damaged'
  | 'backup-damaged'
  | 'backup-no-room'
  | 'backup-unwritable'
  | 'backup-unsound'
  | 'step-beyond'
  | 'no-next-step'
  | 'no-path'
  | 'no-common-landscape'
  | 'process-ended'
  | 'intake-refused'
  | 'cancelled'
  | 'internal'

export type ErrorValues = Record<string, string | number>

export class DownhillError extends Error {
  override readonly name = 'DownhillError'

  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly values: ErrorValues = {}
  ) {
    super(message)
  }
}

/** An error as it crosses a process border, where a thrown error would lose its fields. */
export interface PlainError {
  code: ErrorCode
  message: string
  values: ErrorValues
}

export type Result<Value> = { ok: true; value: Value } | { ok: false; error: PlainError }

export function toPlainError(error: unknown): PlainError {
  if (error instanceof DownhillError) {
    return { code: error.code, message: error.message, values: error.values }
  }
  return {
    code: 'internal',
    message: error instanceof Error ? error.message : String(error),
    values: {}
  }
}

export function fromPlainError(error: PlainError): DownhillError {
  return new DownhillError(error.code, error.message, error.values)
}
