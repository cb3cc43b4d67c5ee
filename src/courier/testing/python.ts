import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

/** A Python that has this package, if the machine has one. */
export function findPython(packageName = 'json'): string | undefined {
  return ['python3', '/usr/bin/python3'].find(
    (command) => spawnSync(command, ['-c', `import ${packageName}`]).status === 0
  )
}

/**
 * What NumPy makes of saved weights: the outputs, one row an example.
 * @param file .npz or .safetensors
 */
export function answersOfNumpy(python: string, file: string, inputs: Float32Array): Float64Array {
  const folder = mkdtempSync(join(tmpdir(), 'downhill-weights-'))
  try {
    const script = resolve(import.meta.dirname, 'read_weights.py')
    const [inputsFile, outputsFile] = ['inputs.f32', 'outputs.f64'].map((name) =>
      join(folder, name)
    )
    writeFileSync(inputsFile, inputs)
    const { status, stderr } = spawnSync(python, [script, file, inputsFile, outputsFile], {
      encoding: 'utf8'
    })
    if (status !== 0) throw new Error(stderr)
    return new Float64Array(new Uint8Array(readFileSync(outputsFile)).buffer)
  } finally {
    rmSync(folder, { recursive: true })
  }
}
