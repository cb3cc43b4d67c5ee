import type { Handlers } from '../request'
import type { Services } from '../services'

export function networkHandlers(services: Promise<Services>): Pick<Handlers, 'network.predict'> {
  return {
    'network.predict': async ({ image, sources }) =>
      (await services).predictor.predict(image, sources)
  }
}
