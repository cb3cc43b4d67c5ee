import { connectToParent } from '../../shared/parent-port'
import type { TrainerCommand, TrainerMessage } from '../../shared/trainer-protocol'
import { systemClock } from '../../supervisor/clock'
import { sha256 } from '../../store/checkpoint-hash'
import { batch, checkpoint } from '../../store/testing/fixtures'

/**
 * A training process that trains nothing: each acknowledgement brings the next epoch, and the seed
 * says what becomes of the run. 1: finished; 2: diverged; 3: dies; 4: goes on until it is stopped.
 */
const parent = connectToParent<TrainerCommand, TrainerMessage>(process, systemClock.after)
/** Of the network 784-16-16-10. */
const parameters = new Uint8Array(13_002 * 4)
/** Between two epochs, and between two blocks of the cost curve, all sums are 0. */
const sums = {
  epochCost: 0,
  epochCorrect: 0,
  epochExamples: 0,
  blockCost: 0,
  blockSteps: 0,
  engineSeconds: 0
}

let epoch = 0
let lastEpoch = 0
let seed = 0
/** It stays for the next run. */
let isIdle = true

function tellEpoch(): void {
  parent.send({
    type: 'batch',
    sequence: epoch,
    parameters: new Uint8Array(4),
    ...batch(epoch, {
      checkpoints: [checkpoint(epoch, 'schedule', { parameters, sha256: sha256(parameters), sums })]
    })
  })
}

function end(outcome: 'finished' | 'diverged' | 'stopped'): void {
  const finalTraining =
    outcome === 'finished' ? { trainingCost: 0.1, trainingAccuracy: 0.97 } : null
  parent.send({ type: 'done', outcome, finalTraining })
  isIdle = true
}

parent.onMessage((command) => {
  if (command.type === 'start') {
    seed = command.config.seed
    lastEpoch = command.config.epochs
    epoch = command.from?.epoch ?? 0
    isIdle = false
    tellEpoch()
  } else if (isIdle) {
    return
  } else if (command.type === 'acknowledge' && seed === 3) {
    process.exit(1)
  } else if (command.type === 'acknowledge' && (seed === 4 || epoch < lastEpoch)) {
    epoch++
    setTimeout(() => isIdle || tellEpoch(), seed === 4 ? 20 : 0)
  } else if (command.type === 'acknowledge') {
    end(seed === 2 ? 'diverged' : 'finished')
  } else if (command.type === 'stop') {
    end('stopped')
  }
})
parent.send({ type: 'ready' })
