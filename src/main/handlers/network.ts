import type { Handlers } from '../request'
import type { GetServices } from '../services'

export function networkHandlers(services: GetServices): Pick<Handlers, 'network.predict'> {
  return {
    'network.predict': async ({ image, sources }) =>
      (await services()).predictor.predict(image, sources)
  }
}
