import { loadDataset } from '../datasets/load'
import { createEngine } from '../engine/create-engine'
import { connectToParent } from '../shared/parent-port'
import type { TrainerCommand, TrainerMessage } from '../shared/trainer-protocol'
import { systemClock } from './clock'
import { createSession } from './session'

/** The training process: one run, from the parent's `start` to its own `done`. */
const parent = connectToParent<TrainerCommand, TrainerMessage>(process, systemClock.after)
const session = createSession({
  clock: systemClock,
  send: parent.send,
  onEnd: parent.end,
  loadDataset,
  createEngine
})
parent.onMessage(session.receive)
parent.send({ type: 'ready' })
