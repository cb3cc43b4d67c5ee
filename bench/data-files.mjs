import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onExit } from '../scripts/support/processes.mjs'

let folder
let written = 0

/** Writes numbers where a rival finds them; they are removed at the end. @returns {string} the file */
export function asFile(numbers) {
  if (!folder) {
    folder = mkdtempSync(join(tmpdir(), 'downhill-bench-'))
    onExit(() => rmSync(folder, { recursive: true, force: true }))
  }
  const file = join(folder, String(written++))
  writeFileSync(file, numbers)
  return file
}

function partAsFiles({ count, inputSize, inputs, answers }) {
  return {
    count,
    inputSize,
    areBytes: inputs instanceof Uint8Array,
    inputs: asFile(inputs),
    labels: asFile(answers.labels)
  }
}

const datasets = new Map()

/** A data set as rivals take it: the names of its files, which are written once. */
export function datasetAsFiles(dataset) {
  if (!datasets.has(dataset)) {
    const { name, training, test } = dataset
    datasets.set(dataset, {
      name,
      training: partAsFiles(training),
      test: partAsFiles(test)
    })
  }
  return datasets.get(dataset)
}
