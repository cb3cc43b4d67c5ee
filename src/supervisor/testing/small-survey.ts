import { PRESETS } from '../../shared/presets'
import type { LaidPlane, SurveyCommand, SurveyMessage } from '../../shared/survey-protocol'
import type { SurveyPlan } from '../survey-plan'

export const SIZE = 25
export const AXIS = Array.from({ length: SIZE }, (_, i) => i - 12)

export const PLANE: NonNullable<LaidPlane> = {
  byteLength: 3,
  xs: AXIS,
  ys: AXIS,
  explained: [0.75, 0.25],
  paths: [
    {
      runId: 7,
      points: [0, 1, 2].map((epoch) => ({
        epoch,
        step: epoch,
        x: 3 * (epoch - 2),
        y: 4 * (2 - epoch),
        offPlane: 1,
        fromCentre: 9
      }))
    }
  ]
}

export const plan = (changes: Partial<SurveyPlan> = {}): SurveyPlan => ({
  config: PRESETS.plain,
  layers: [784, 16, 10],
  fingerprint: 'print',
  plane: 'path',
  seed: 5,
  size: SIZE,
  examples: 1000,
  damaged: { count: 0, last: false },
  paths: [
    {
      runId: 7,
      points: [0, 1, 2].map((epoch) => ({
        epoch,
        step: epoch,
        parameters: Uint8Array.of(epoch, 0, 0, 0)
      }))
    }
  ],
  ...changes
})

/** A surveyor whose cost is x + 100 y, or NaN at x = 12; and of points of the path their place. */
export function obey(command: SurveyCommand): SurveyMessage {
  const answer = (value: Extract<SurveyMessage, { type: 'answer' }>['value']): SurveyMessage => ({
    type: 'answer',
    id: command.id,
    value
  })
  switch (command.type) {
    case 'survey-take':
      return answer(null)
    case 'survey-give-plane':
      return answer(Uint8Array.of(1, 2, 3))
    case 'survey-lay-plane':
      return answer(command.paths[0].points.length < 3 ? null : PLANE)
    case 'survey-begin':
      return answer(900)
    case 'survey-use-plane':
      return answer(null)
    case 'survey-slice':
      return answer(command.places.map(({ x, y }) => (x === 12 ? null : x + 100 * y)))
    case 'survey-weigh':
      return answer(command.places)
    case 'survey-walk':
      return answer({ points: [{ x: command.length, y: command.count }], explained: [1] })
  }
}
