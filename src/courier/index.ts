import { dirname, join } from 'node:path'
import { version } from '../../package.json'
import { createCatalogue } from '../datasets/catalogue'
import type { CourierMessage, CourierQuestion } from '../shared/courier-protocol'
import {
  isIntakeQuestion,
  type IntakeMessage,
  type IntakeQuestion
} from '../shared/intake-protocol'
import { connectToParent } from '../shared/parent-port'
import { openStore } from '../store/client'
import { createCourier } from './courier'
import { createIntake } from './intake'

/** The courier process: answers until its parent ends it. */
const parent = connectToParent<CourierQuestion | IntakeQuestion, CourierMessage | IntakeMessage>(
  process,
  (milliseconds, task) => setTimeout(task, milliseconds)
)
const intake = createIntake({ now: Date.now, tell: parent.send })
const builtIn = join(import.meta.dirname, '../resources')
const courier = createCourier({
  openLibrary: async (file) => {
    const workerPath = join(import.meta.dirname, 'store-worker.js')
    return (await openStore({ file, workerPath })).store
  },
  builtIn,
  findDataset: (file, id) => createCatalogue({ builtIn, library: dirname(file) }).find(id),
  now: Date.now,
  version,
  tell: parent.send
})
parent.onMessage((question) => {
  const answer = isIntakeQuestion(question) ? intake.answer(question) : courier.answer(question)
  void answer.then(parent.send)
})
