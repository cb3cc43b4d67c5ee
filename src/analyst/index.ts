import { loadDataset } from '../datasets/load'
import { createEngine } from '../engine/create-engine'
import type { AnalystMessage, AnalystQuestion } from '../shared/analyst-protocol'
import { connectToParent } from '../shared/parent-port'
import { createAnalyst } from './analyst'

/** The analyst process: answers until its parent ends it. */
const parent = connectToParent<AnalystQuestion, AnalystMessage>(process, (milliseconds, task) =>
  setTimeout(task, milliseconds)
)
const analyst = createAnalyst({ loadDataset, createEngine })
parent.onMessage((question) => void analyst.answer(question).then(parent.send))
parent.send({ type: 'ready' })
