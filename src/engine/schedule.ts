import type { RunConfig } from '../shared/run-config'

/**
 * The learning rate of one step, counted from 0: constant, or falling along half a cosine from the
 * full rate towards 0 at the end of the run.
 */
export function learningRateAt(
  config: Pick<RunConfig, 'learningRate' | 'schedule'>,
  step: number,
  totalSteps: number
): number {
  return config.schedule === 'constant'
    ? config.learningRate
    : config.learningRate * halfCosine(step / totalSteps)
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
