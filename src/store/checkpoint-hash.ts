import { createHash } from 'node:crypto'
import type { TrainingState } from '../shared/trainer-protocol'

/** SHA-256, hexadecimal. */
export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/**
 * SHA-256 over what a resumed run needs besides the parameters, which have a hash of their own:
 * place, sums and velocity.
 */
export function stateSha256(
  state: Pick<TrainingState, 'epoch' | 'step' | 'velocity'>,
  sums: string
): string {
  const hash = createHash('sha256').update(JSON.stringify([state.epoch, state.step, sums]))
  if (state.velocity !== null) hash.update(state.velocity)
  return hash.digest('hex')
}
