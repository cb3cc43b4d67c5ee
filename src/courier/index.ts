import { dirname, join } from 'node:path'
import { version } from '../../package.json'
import { createCatalogue } from '../datasets/catalogue'
import type { CourierMessage, CourierQuestion } from '../shared/courier-protocol'
import { connectToParent } from '../shared/parent-port'
import { openStore } from '../store/client'
import { createCourier } from './courier'

/** The courier process: answers until its parent ends it. */
const parent = connectToParent<CourierQuestion, CourierMessage>(process, (milliseconds, task) =>
  setTimeout(task, milliseconds)
)
const courier = createCourier({
  openLibrary: async (file) => {
    const workerPath = join(import.meta.dirname, 'store-worker.js')
    return (await openStore({ file, workerPath })).store
  },
  findDataset: (file, id) => {
    const builtIn = join(import.meta.dirname, '../resources')
    return createCatalogue({ builtIn, library: dirname(file) }).find(id)
  },
  now: Date.now,
  version,
  tell: parent.send
})
parent.onMessage((question) => {
  void courier.answer(question).then(parent.send)
})
