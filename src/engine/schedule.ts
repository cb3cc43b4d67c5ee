import type { RateChange } from '../shared/run'
import type { RunConfig } from '../shared/run-config'

/** What the learning rates of a run follow from. */
export interface RateSettings {
  config: Pick<RunConfig, 'learningRate' | 'schedule' | 'scheduleEvery' | 'scheduleFactor'>
  stepsPerEpoch: number
  totalSteps: number
  /** In order; each replaces the full rate from its step on, and the schedule goes on. */
  changes: readonly RateChange[]
}

/**
 * The learning rate of one step, counted from 0: constant; falling along half a cosine from the full
 * rate towards 0 at the end of the run; or multiplied after every so many epochs.
 */
export function learningRateAt(settings: RateSettings, step: number): number {
  const { config, stepsPerEpoch, totalSteps, changes } = settings
  const full = changes.findLast((change) => change.step <= step) ?? config
  switch (config.schedule) {
    case 'constant':
      return full.learningRate
    case 'cosine':
      return full.learningRate * halfCosine(step / totalSteps)
    case 'step': {
      const drops = Math.floor(step / (stepsPerEpoch * config.scheduleEvery))
      let rate = full.learningRate
      // times by times: Math.pow differs between machines
      for (let drop = 0; drop < drops; drop++) rate *= config.scheduleFactor
      return rate
    }
  }
}

/**
 * (1 + cos(pi t)) / 2 for t in 0..1, that is cos^2(pi t / 2). Math.cos may differ in its last bit
 * from machine to machine, and with it every weight; this series (error below 1e-14) may not.
 */
export function halfCosine(t: number): number {
  const angle = (Math.PI / 2) * t
  // 1 - x/(1*2) * (1 - x/(3*4) * (1 - ...)), the series of the cosine with x = angle^2
  let cosine = 1
  for (let term = 10; term >= 1; term--) {
    cosine = 1 - ((angle * angle) / ((2 * term - 1) * (2 * term))) * cosine
  }
  return cosine * cosine
}
