import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface RuntimeAnswer {
  /** What the model calls them. */
  input: string
  output: string
  shape: number[]
  /** One row an example. */
  outputs: Float32Array
}

/** What ONNX Runtime, which knows nothing of Downhill, makes of a model. */
export function answersOfRuntime(
  model: Uint8Array,
  inputs: Float32Array,
  rows: number
): RuntimeAnswer {
  const folder = mkdtempSync(join(tmpdir(), 'downhill-onnx-'))
  try {
    const file = (name: string): string => join(folder, name)
    writeFileSync(file('model.onnx'), model)
    writeFileSync(file('inputs.f32'), inputs)
    const script = join(import.meta.dirname, 'run-model.mjs')
    const files = ['model.onnx', 'inputs.f32', 'outputs.f32'].map(file)
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [script, ...files, String(rows)],
      { encoding: 'utf8' }
    )
    if (status !== 0) throw new Error(`ONNX Runtime did not answer: ${stderr}`)
    const outputs = new Float32Array(new Uint8Array(readFileSync(file('outputs.f32'))).buffer)
    return { ...JSON.parse(stdout), outputs }
  } finally {
    rmSync(folder, { recursive: true })
  }
}
