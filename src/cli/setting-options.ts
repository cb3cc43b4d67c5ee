import {
  ACTIVATIONS,
  COSTS,
  INITIALISATIONS,
  LIMITS,
  OPTIMISERS,
  REDUCTIONS,
  SCHEDULES,
  type RunConfig,
  type RunConfigField
} from '../shared/run-config'
import { toDatasetId } from './dataset-option'
import { toNumber } from './typed-number'

/** A setting of a run as an option of the terminal. */
export interface SettingOption {
  /** Without the dashes. */
  option: string
  field: RunConfigField
  /** Stands for the value in a help text. */
  placeholder: string
  /** One line that teaches. */
  help: string
  parse(text: string): unknown
}

const text = (value: string): string => value.trim()
const oneOf = (values: readonly string[]): string => values.join('|')

/** "16,16" or "16-16"; "none": no hidden layers. */
function toLayers(value: string): number[] {
  return value.trim() === 'none' ? [] : value.split(/[,-]/).map(toNumber)
}

const toBatchSize = (value: string): number =>
  value.trim() === 'full' ? LIMITS.batchSize.max : toNumber(value)

type Row = [string, RunConfigField, string, string, SettingOption['parse']]
const ROWS: Row[] = [
  [
    'layers',
    'hiddenLayers',
    '16,16',
    'neurons in each hidden layer; "none": no hidden layer',
    toLayers
  ],
  ['activation', 'activation', oneOf(ACTIVATIONS), 'what a hidden neuron makes of its sum', text],
  [
    'initialisation',
    'initialisation',
    oneOf(INITIALISATIONS),
    'how the start weights are drawn; from zero nothing is learnt',
    text
  ],
  [
    'cost',
    'cost',
    oneOf(COSTS),
    'what is made small: squared differences, or -log of the right answer',
    text
  ],
  [
    'batch',
    'batchSize',
    'N',
    'examples per step; "full": all of them. Few: quick, jittery steps',
    toBatchSize
  ],
  [
    'rate',
    'learningRate',
    'X',
    'learning rate: how far a step follows the slope downhill; too far, and the cost explodes',
    toNumber
  ],
  [
    'reduction',
    'reduction',
    oneOf(REDUCTIONS),
    "a step follows its batch's mean gradient, or the sum, which grows with the batch",
    text
  ],
  [
    'schedule',
    'schedule',
    oneOf(SCHEDULES),
    'the rate stays, falls along half a cosine to 0, or drops in steps',
    text
  ],
  [
    'schedule-every',
    'scheduleEvery',
    'N',
    'of the schedule "step": epochs between two drops',
    toNumber
  ],
  [
    'schedule-factor',
    'scheduleFactor',
    'X',
    'of the schedule "step": what the rate is multiplied with',
    toNumber
  ],
  [
    'optimiser',
    'optimiser',
    oneOf(OPTIMISERS),
    'follow the slope itself, with momentum like a heavy ball, or with a pace for each weight',
    text
  ],
  [
    'momentum',
    'momentum',
    'X',
    'of the optimiser "momentum": the share of its speed that the ball keeps, 0 to 0.999',
    toNumber
  ],
  ['l2', 'l2', 'X', 'penalty on large weights, so that the network stays simple', toNumber],
  ['shift', 'shift', 'N', 'shifts each image by up to N pixels, anew in every epoch', toNumber],
  ['epochs', 'epochs', 'N', 'how often every example is met', toNumber],
  [
    'seed',
    'seed',
    'N',
    'decides everything random; the same seed gives the same run, to the last bit',
    toNumber
  ],
  ['held-out', 'heldOut', 'N', 'keeps N training images back, to compare settings on', toNumber],
  ['subset', 'subset', 'N', 'learns from N of the training images only; 0: from all', toNumber],
  [
    'shuffled-labels',
    'shuffledLabels',
    'X',
    'share of the labels dealt out anew, 0 to 1: what is left to learn by heart',
    toNumber
  ],
  [
    'dataset',
    'dataset',
    'NAME',
    'what is learnt from; "datasets" lists them. As spiral, or spiral:count=300,noise=0.1,seed=2',
    toDatasetId
  ]
]

export const SETTING_OPTIONS: readonly SettingOption[] = ROWS.map(
  ([option, field, placeholder, help, parse]) => ({ option, field, placeholder, help, parse })
)

export function optionOf(field: RunConfigField): string {
  return SETTING_OPTIONS.find((option) => option.field === field)?.option ?? field
}

/** A setting's value as it is typed. */
export function typedValue(field: RunConfigField, value: RunConfig[RunConfigField]): string {
  if (field === 'hiddenLayers') return String(value) || 'none'
  return String(value)
}
