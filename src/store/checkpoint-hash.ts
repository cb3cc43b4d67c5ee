import { createHash } from 'node:crypto'
import type { TrainingState } from '../shared/trainer-protocol'

/** SHA-256, hexadecimal. */
export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/**
 * SHA-256 over what a resumed run needs besides the parameters, which have a hash of their own:
 * place, sums and the optimiser's state.
 */
export function stateSha256(
  state: Pick<TrainingState, 'epoch' | 'step' | 'optimiserState'>,
  sums: string
): string {
  const hash = createHash('sha256').update(JSON.stringify([state.epoch, state.step, sums]))
  if (state.optimiserState !== null) hash.update(state.optimiserState)
  return hash.digest('hex')
}
