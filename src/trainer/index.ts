import { loadDataset } from '../datasets/load'
import { createWorkshop } from '../engine/create-engine'
import { connectToParent } from '../shared/parent-port'
import type { TrainerCommand, TrainerMessage } from '../shared/trainer-protocol'
import { systemClock } from './clock'
import { keepMemorySmall } from './garbage'
import { createTrainingProcess } from './training-process'

/** The training process: run after run, until its parent ends it or something fails. */
const parent = connectToParent<TrainerCommand, TrainerMessage>(process, systemClock.after)
const training = createTrainingProcess({
  clock: systemClock,
  send: parent.send,
  end: parent.end,
  loadDataset,
  createEngine: createWorkshop().engine,
  collectGarbage: keepMemorySmall()
})
parent.onMessage(training.receive)
parent.send({ type: 'ready' })
