import { planSurvey } from '../../supervisor/survey-plan'
import type { Handlers } from '../request'
import type { GetServices } from '../services'

type LandscapeRequest = Extract<keyof Handlers, `landscape.${string}`>

/** The cost around the weights of a run. */
export function landscapeHandlers(services: GetServices): Pick<Handlers, LandscapeRequest> {
  return {
    'landscape.compute': async (wish) => {
      const { store, survey, tell } = await services()
      return survey.compute(
        () => planSurvey(wish, store),
        (progress) => tell('landscape.progress', { wish, ...progress })
      )
    },
    'landscape.cancel': async () => {
      const { survey } = await services()
      survey.cancel()
      return null
    }
  }
}
