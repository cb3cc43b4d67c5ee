import { setImmediate } from 'node:timers/promises'
import { loadDataset } from '../datasets/load'
import { createWorkshop } from '../engine/create-engine'
import type { AnalystCommand, AnalystMessage } from '../shared/analyst-protocol'
import { connectToParent } from '../shared/parent-port'
import { createAnalyst } from './analyst'

/** The analyst process: answers until its parent ends it. */
const parent = connectToParent<AnalystCommand, AnalystMessage>(process, (milliseconds, task) =>
  setTimeout(task, milliseconds)
)
const analyst = createAnalyst({
  loadDataset,
  createWorkshop,
  tell: parent.send,
  now: () => performance.now(),
  breathe: () => setImmediate()
})
parent.onMessage((command) => {
  if (command.type === 'cancel') analyst.cancel(command.id)
  else void analyst.answer(command).then(parent.send)
})
parent.send({ type: 'ready' })
