import type { Engine } from '../engine/engine'
import { parametersFromBytes, type Network } from '../engine/network'
import type { PredictionHistory } from '../shared/network-requests'
import { DownhillError } from '../shared/errors'
import type { CheckpointSummary } from '../shared/run'
import type { Weights } from './predictor'

export interface HistoryTools {
  /** Of a run, in any order. */
  checkpoints(runId: number): Promise<readonly CheckpointSummary[]>
  /** Rejects with 'checkpoint-damaged', and with 'not-found' for one that is gone. */
  stored(runId: number, checkpointId: number): Promise<Weights>
  createEngine(network: Network): Engine
}

interface Asked {
  runId: number
  /** 784 grey values, 0..255, 0 = paper. */
  image: Uint8Array
}

/**
 * One image through the training of a run: what the weights of each stored checkpoint make of it, read
 * one after the other, so that others are answered in between. Damaged ones are left out, and said.
 * @throws DownhillError 'not-found', 'cancelled' when the signal called it off.
 */
export async function predictionHistory(
  { runId, image }: Asked,
  { checkpoints, stored, createEngine }: HistoryTools,
  signal: AbortSignal,
  onProgress: (done: number, of: number) => void
): Promise<PredictionHistory> {
  const inOrder = [...(await checkpoints(runId))].sort((one, other) => one.step - other.step)
  const history: PredictionHistory = { moments: [], damaged: [] }
  let engine: Engine | undefined
  for (const [done, { id: checkpointId, epoch, step }] of inOrder.entries()) {
    if (signal.aborted) throw new DownhillError('cancelled', 'It was called off.')
    onProgress(done, inOrder.length)
    const weights = await readOrCode(() => stored(runId, checkpointId))
    if (weights === 'checkpoint-damaged') history.damaged.push({ checkpointId, epoch })
    // a run in training drops checkpoints meanwhile
    if (typeof weights === 'string') continue
    // one network, whatever its weights
    engine ??= createEngine(weights.network)
    engine.load(parametersFromBytes(weights.parameters, weights.network.layers), null)
    history.moments.push({ checkpointId, epoch, step, outputs: [...engine.outputs(image)] })
  }
  return history
}

async function readOrCode(
  read: () => Promise<Weights>
): Promise<Weights | 'checkpoint-damaged' | 'not-found'> {
  try {
    return await read()
  } catch (error) {
    const code = error instanceof DownhillError ? error.code : null
    if (code === 'checkpoint-damaged' || code === 'not-found') return code
    throw error
  }
}
