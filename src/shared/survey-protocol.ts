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
  points: { epoch: number; step: number }[]
}

/**
 * What is sent in pieces, for no process is to copy millions of weights in one go.
 * path: the weights of all points of all paths, one after the other.
 * plane: a centre and two directions; the cost at (x, y) is that of centre + x * first + y * second.
 */
export type SurveyLoad = 'path' | 'plane'

export type SurveyCommand = { id: number } &
  /** One piece after the other, from byte 0 on. */
  (
    | { type: 'survey-take'; load: SurveyLoad; byteLength: number; from: number; bytes: Uint8Array }
    /** Lays the plane along the path that was taken. */
    | {
        type: 'survey-lay-plane'
        layers: number[]
        paths: SurveyedPath[]
        plane: Plane
        seed: number
        size: number
      }
    /** A piece of the plane that was laid. */
    | { type: 'survey-give-plane'; from: number; length: number }
    /** Loads the examples; what follows is about them. */
    | ({ type: 'survey-begin' } & SurveyGround)
    /** The one that was laid or taken. */
    | { type: 'survey-use-plane' }
    /** Costs of points of the plane. */
    | { type: 'survey-slice'; places: { x: number; y: number }[] }
    /** Costs of points of the path that was taken, by their places among all points. */
    | { type: 'survey-weigh'; places: number[] }
    /** The control that landscape.ts describes. */
    | { type: 'survey-walk'; count: number; dimensions: number; seed: number; length: number }
  )

/** Null where the paths leave no direction: they have fewer than three places. */
export type LaidPlane = {
  /** Of the plane, which is given away in pieces. */
  byteLength: number
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
} | null

/** Each null where it is not finite. */
export type SurveyCosts = (number | null)[]

export interface WalkControl {
  /** In the plane of the walk's own two principal directions, its end at (0, 0). */
  points: { x: number; y: number }[]
  explained: number[]
}

export interface SurveyAnswers {
  'survey-take': null
  'survey-lay-plane': LaidPlane
  'survey-give-plane': Uint8Array
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
