import type { Arena } from './arena'

/** The records of assembly/layout.ts: the same fields, in the same order. */
const RECORDS = {
  layer: [
    'inputs',
    'outputs',
    'rowBytes',
    'activation',
    'weights',
    'biases',
    'transposed',
    'activations',
    'deltas'
  ],
  exampleSet: ['form', 'inputSize', 'imageWidth', 'inputs', 'margins', 'labels', 'targets'],
  network: [
    'layerCount',
    'layers',
    'toGradient',
    'toVelocity',
    'toSquares',
    'weights',
    'weightBytes',
    'biasBytes',
    'denseInputs',
    'denseRowBytes',
    'decodedList',
    'labels',
    'softmaxRest',
    'softmaxGap'
  ]
} as const

type Kind = keyof typeof RECORDS
type Field<K extends Kind> = (typeof RECORDS)[K][number]
export type RecordFields<K extends Kind> = Record<Field<K>, number>

/** Writes records of one kind, one after the other; returns the address of the first. */
export function placeRecords<K extends Kind>(
  arena: Arena,
  kind: K,
  records: readonly RecordFields<K>[]
): number {
  const names: readonly Field<K>[] = RECORDS[kind]
  return arena.allocateWords(records.flatMap((record) => names.map((name) => record[name])))
}

/** Changes one field of a record. */
export function setField<K extends Kind>(
  arena: Arena,
  kind: K,
  record: number,
  field: Field<K>,
  value: number
): void {
  const names: readonly Field<K>[] = RECORDS[kind]
  arena.words(record, names.length)[names.indexOf(field)] = value
}
