import type { Handlers } from '../request'
import type { GetServices } from '../services'

type TrainingRequest = Extract<keyof Handlers, `training.${string}`>

export function trainingHandlers(services: GetServices): Pick<Handlers, TrainingRequest> {
  return {
    'training.pause': async ({ runId }) => {
      await (await services()).supervisor.pause(runId)
      return null
    },
    'training.continue': async ({ runId }) => {
      await (await services()).supervisor.continue(runId)
      return null
    },
    'training.step': async ({ runId }) => {
      await (await services()).supervisor.step(runId)
      return null
    },
    'training.stop': async ({ runId }) => {
      await (await services()).supervisor.stop(runId)
      return null
    },
    'training.setPace': async ({ runId, pace }) => {
      ;(await services()).supervisor.setPace(runId, pace)
      return null
    },
    'training.setRate': async ({ runId, learningRate }) => {
      ;(await services()).supervisor.setRate(runId, learningRate)
      return null
    },
    'training.live': async () => (await services()).supervisor.live()
  }
}
