import type { Handlers } from '../request'
import type { GetServices } from '../services'
import type { StudyRequest } from '../../shared/analyst-protocol'
import type { StudyResponses } from '../../shared/study'

type StudyRequestName = Extract<keyof Handlers, `study.${string}`>

/** What can be asked of the weights of any step of a run. */
export function studyHandlers(services: GetServices): Pick<Handlers, StudyRequestName> {
  const ask = async <Request extends StudyRequest>(
    request: Request
  ): Promise<StudyResponses[Request['subject']]> => {
    const { studies, tell } = await services()
    return studies.ask(request, (progress) => tell('study.progress', progress))
  }
  return {
    'study.weights': (input) => ask({ subject: 'study.weights', input }),
    'study.example': (input) => ask({ subject: 'study.example', input }),
    'study.costs': (input) => ask({ subject: 'study.costs', input }),
    'study.gradient': (input) => ask({ subject: 'study.gradient', input }),
    'study.nudge': (input) => ask({ subject: 'study.nudge', input }),
    'study.step': (input) => ask({ subject: 'study.step', input }),
    'study.batches': (input) => ask({ subject: 'study.batches', input }),
    'study.budget': (input) => ask({ subject: 'study.budget', input }),
    'study.answers': (input) => ask({ subject: 'study.answers', input }),
    'study.images': (input) => ask({ subject: 'study.images', input }),
    'study.cancel': async ({ question }) => {
      const { studies } = await services()
      studies.cancel(question)
      return null
    }
  }
}
