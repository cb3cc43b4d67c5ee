import type { RunSummary } from './run'

/** What is packed of a run, in this order: numbers, texts, and JSON. */
export const PACKED_RUN_FIELDS = [
  'id',
  'colour',
  'numerics',
  'sweepId',
  /** Milliseconds since 1970. */
  'createdAt',
  /** 0 or 1, like `resumable`. */
  'isBaseline',
  'resumable',
  'step',
  'totalSteps',
  'epoch',
  'blockLength',
  'lastTestAccuracy',
  'lastHeldOutAccuracy',
  'bestTestAccuracy',
  'lastTestCost',
  'lastTrainingCost',
  'finalTrainingCost',
  'finalTrainingAccuracy',
  'engineSeconds',
  /** Apart from the other settings: many runs differ in nothing else. null: it stands with them. */
  'seed',
  'name',
  'note',
  'author',
  'status',
  'checkpointPolicy',
  'datasetFingerprint',
  'startSha256',
  'weightsSha256',
  'tags',
  'forkedFrom',
  'config',
  'layers',
  'rateChanges',
  'problem'
] as const
export type PackedRunField = (typeof PACKED_RUN_FIELDS)[number]

/** A run as it is packed: numbers, texts, and the JSON of what is neither. */
export type PackedRun = Record<PackedRunField, number | string | null> &
  Pick<RunSummary, 'status' | 'numerics' | 'startSha256'> & { config: string }

const WIDTH = PACKED_RUN_FIELDS.length
const PLACES = Object.fromEntries(
  PACKED_RUN_FIELDS.map((field, place) => [field, place])
) as Record<PackedRunField, number>

/**
 * float64, in the computer's own byte order: the number of runs, then the values of each. NaN stands
 * for null; a text is its place in a list, which follows as JSON. In it each text stands once,
 * although the settings of many runs are the same but for the seed.
 */
export function packRunRows(runs: readonly PackedRun[]): Uint8Array {
  const values = new Float64Array(1 + runs.length * WIDTH)
  const places = new Map<string, number>()
  const place = (text: string): number => {
    const known = places.get(text)
    if (known !== undefined) return known
    places.set(text, places.size)
    return places.size - 1
  }
  values[0] = runs.length
  let at = 1
  for (const run of runs) {
    for (const field of PACKED_RUN_FIELDS) {
      const value = run[field]
      values[at++] = typeof value === 'string' ? place(value) : (value ?? Number.NaN)
    }
  }
  const texts = new TextEncoder().encode(JSON.stringify([...places.keys()]))
  const bytes = new Uint8Array(values.byteLength + texts.byteLength)
  bytes.set(new Uint8Array(values.buffer))
  bytes.set(texts, values.byteLength)
  return bytes
}

/** What is equal in several runs may be shared by them: nobody may write into what comes out. */
export function unpackRuns(bytes: Uint8Array): RunSummary[] {
  // a copy: what arrived may not begin at a multiple of eight
  const { buffer } = bytes.slice()
  const [count] = new Float64Array(buffer, 0, 1)
  const values = new Float64Array(buffer, 0, 1 + count * WIDTH)
  const encoded = new Uint8Array(buffer, values.byteLength)
  const texts: string[] = JSON.parse(new TextDecoder().decode(encoded))
  const read: unknown[] = []
  let start = 1

  const number = (field: PackedRunField): number => values[start + PLACES[field]]
  const numberOrNull = (field: PackedRunField): number | null => {
    const value = number(field)
    return Number.isNaN(value) ? null : value
  }
  const text = (field: PackedRunField): string => texts[number(field)]
  const textOrNull = (field: PackedRunField): string | null => text(field) ?? null
  const json = <Field extends PackedRunField & keyof RunSummary>(
    field: Field
  ): RunSummary[Field] => {
    const place = number(field)
    read[place] ??= JSON.parse(texts[place])
    return read[place] as RunSummary[Field]
  }

  function next(): RunSummary {
    const trainingAccuracy = numberOrNull('finalTrainingAccuracy')
    const run: RunSummary = {
      id: number('id'),
      name: text('name'),
      note: text('note'),
      tags: json('tags'),
      isBaseline: number('isBaseline') === 1,
      forkedFrom: textOrNull('forkedFrom') === null ? null : json('forkedFrom'),
      checkpointPolicy: text('checkpointPolicy') as RunSummary['checkpointPolicy'],
      colour: number('colour'),
      config: Number.isNaN(number('seed'))
        ? json('config')
        : { ...json('config'), seed: number('seed') },
      layers: json('layers'),
      datasetFingerprint: text('datasetFingerprint'),
      numerics: number('numerics'),
      sweepId: numberOrNull('sweepId'),
      rateChanges: json('rateChanges'),
      startSha256: textOrNull('startSha256'),
      weightsSha256: textOrNull('weightsSha256'),
      status: text('status') as RunSummary['status'],
      resumable: number('resumable') === 1,
      createdAt: new Date(number('createdAt')).toISOString(),
      step: number('step'),
      totalSteps: number('totalSteps'),
      epoch: number('epoch'),
      blockLength: number('blockLength'),
      lastTestAccuracy: numberOrNull('lastTestAccuracy'),
      bestTestAccuracy: numberOrNull('bestTestAccuracy'),
      lastTestCost: numberOrNull('lastTestCost'),
      lastTrainingCost: numberOrNull('lastTrainingCost'),
      finalTraining:
        trainingAccuracy === null
          ? null
          : { trainingCost: numberOrNull('finalTrainingCost'), trainingAccuracy },
      engineSeconds: number('engineSeconds')
    }
    const lastHeldOutAccuracy = numberOrNull('lastHeldOutAccuracy')
    if (lastHeldOutAccuracy !== null) run.lastHeldOutAccuracy = lastHeldOutAccuracy
    const author = textOrNull('author')
    if (author !== null) run.author = author
    if (textOrNull('problem') !== null) run.problem = json('problem')
    start += WIDTH
    return run
  }
  return Array.from({ length: count }, next)
}

export function packRuns(runs: readonly RunSummary[]): Uint8Array {
  return packRunRows(
    runs.map((run) => ({
      ...run,
      createdAt: Date.parse(run.createdAt),
      isBaseline: Number(run.isBaseline),
      resumable: Number(run.resumable),
      lastHeldOutAccuracy: run.lastHeldOutAccuracy ?? null,
      finalTrainingCost: run.finalTraining?.trainingCost ?? null,
      finalTrainingAccuracy: run.finalTraining?.trainingAccuracy ?? null,
      author: run.author ?? null,
      tags: JSON.stringify(run.tags),
      forkedFrom: run.forkedFrom && JSON.stringify(run.forkedFrom),
      config: JSON.stringify({ ...run.config, seed: 0 }),
      seed: run.config.seed,
      layers: JSON.stringify(run.layers),
      rateChanges: JSON.stringify(run.rateChanges),
      problem: run.problem ? JSON.stringify(run.problem) : null
    }))
  )
}
