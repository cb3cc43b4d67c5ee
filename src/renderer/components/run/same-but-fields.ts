import type { RunConfig, RunConfigField } from '../../../shared/run-config'

/** What one changes to learn something, the most telling first. */
const FIELDS = [
  'learningRate',
  'batchSize',
  'hiddenLayers',
  'epochs',
  'seed',
  'activation',
  'cost',
  'initialisation',
  'optimiser',
  'momentum',
  'schedule',
  'scheduleEvery',
  'scheduleFactor',
  'l2',
  'shift',
  'reduction',
  'subset',
  'heldOut',
  'shuffledLabels'
] as const satisfies RunConfigField[]

export type SameButField = (typeof FIELDS)[number]

/** The settings in which another run may differ from this one: those that have an effect on it. */
export function sameButFields({ optimiser, schedule }: RunConfig): SameButField[] {
  return FIELDS.filter((field) => {
    if (field === 'momentum') return optimiser === 'momentum'
    if (field === 'scheduleEvery' || field === 'scheduleFactor') return schedule === 'step'
    return true
  })
}

export function isSameButField(field: unknown): field is SameButField {
  return FIELDS.some((known) => known === field)
}
