import { setImmediate } from 'node:timers/promises'
import { loadDataset } from '../datasets/load'
import { createWorkshop } from '../engine/create-engine'
import type { AnalystCommand, AnalystMessage } from '../shared/analyst-protocol'
import { connectToParent } from '../shared/parent-port'
import { isSurveyCommand, type SurveyCommand, type SurveyMessage } from '../shared/survey-protocol'
import { createAnalyst } from './analyst'
import { createSurveyor } from './landscape/surveyor'

/** The analyst process: answers until its parent ends it, about checkpoints or as one of several surveyors. */
const parent = connectToParent<AnalystCommand | SurveyCommand, AnalystMessage | SurveyMessage>(
  process,
  (milliseconds, task) => setTimeout(task, milliseconds)
)
const analyst = createAnalyst({
  loadDataset,
  createWorkshop,
  tell: parent.send,
  now: () => performance.now(),
  breathe: () => setImmediate()
})
const surveyor = createSurveyor({ loadDataset, createWorkshop })
parent.onMessage((command) => {
  if (isSurveyCommand(command)) void surveyor.answer(command).then(parent.send)
  else if (command.type === 'cancel') analyst.cancel(command.id)
  else void analyst.answer(command).then(parent.send)
})
parent.send({ type: 'ready' })
