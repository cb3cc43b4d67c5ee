import type { Plane } from './landscape'
import type { PlainError } from './errors'
import type { RunConfig } from './run-config'

/**
 * Messages between the main process and the processes that work out a landscape together. Each command
 * is answered once. Parameters are float32, little-endian (engine/network.ts).
 */

/** Of which network the cost is taken, and over which examples: the first `examples` that the run learns from. */
export interface SurveyGround {
  config: RunConfig
  datasetFolder: string
  fingerprint: string
  examples: number
}

export interface SurveyedPath {
  runId: number
  /** In the order of their steps; the last are the final weights. */
  points: { epoch: number; step: number; parameters: Uint8Array }[]
}

/** A plane through `centre`; the cost at (x, y) is that of centre + x * first + y * second. */
export interface SurveyPlane {
  centre: Uint8Array
  first: Uint8Array
  second: Uint8Array
}

export type SurveyCommand = { id: number } & (
  | {
      type: 'survey-lay-plane'
      layers: number[]
      paths: SurveyedPath[]
      plane: Plane
      seed: number
      size: number
    }
  /** Loads the examples; what follows is about them. */
  | ({ type: 'survey-begin' } & SurveyGround)
  | ({ type: 'survey-use-plane' } & SurveyPlane)
  /** Costs of points of the plane. */
  | { type: 'survey-slice'; places: { x: number; y: number }[] }
  /** Costs of weights wherever they are. */
  | { type: 'survey-weigh'; parameters: Uint8Array[] }
  /** The control that landscape.ts describes. */
  | { type: 'survey-walk'; count: number; dimensions: number; seed: number; length: number }
)

/** Null where the paths leave no direction: they have fewer than three places. */
export type LaidPlane =
  | (SurveyPlane & {
      xs: number[]
      ys: number[]
      paths: {
        runId: number
        points: {
          epoch: number
          step: number
          x: number
          y: number
          offPlane: number
          fromCentre: number
        }[]
      }[]
      explained: number[]
    })
  | null

/** Each null where it is not finite. */
export type SurveyCosts = (number | null)[]

export interface WalkControl {
  /** In the plane of the walk's own two principal directions, its end at (0, 0). */
  points: { x: number; y: number }[]
  explained: number[]
}

export interface SurveyAnswers {
  'survey-lay-plane': LaidPlane
  /** How many examples there are: fewer than asked for, where the run learns from fewer. */
  'survey-begin': number
  'survey-use-plane': null
  'survey-slice': SurveyCosts
  'survey-weigh': SurveyCosts
  'survey-walk': WalkControl
}

export type SurveyAnswer = SurveyAnswers[keyof SurveyAnswers]

export type SurveyMessage =
  | { type: 'answer'; id: number; value: SurveyAnswer }
  | { type: 'failed'; id: number; error: PlainError }

/** Tells them from the other commands that the same kind of process obeys. */
export function isSurveyCommand<Other extends { type: string }>(
  command: Other | SurveyCommand
): command is SurveyCommand {
  return command.type.startsWith('survey-')
}
