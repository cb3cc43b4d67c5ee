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
 * What NumPy makes of saved weights: for each file the outputs, one row an example. To start it takes longer than
 * to ask it.
 * @param files .npz or .safetensors
 */
export function answersOfNumpy(
  python: string,
  files: readonly string[],
  inputs: Float32Array
): Float64Array[] {
  const folder = mkdtempSync(join(tmpdir(), 'downhill-weights-'))
  try {
    const script = resolve(import.meta.dirname, 'read_weights.py')
    const inputsFile = join(folder, 'inputs.f32')
    writeFileSync(inputsFile, inputs)
    const { status, stderr } = spawnSync(python, [script, inputsFile, folder, ...files], {
      encoding: 'utf8'
    })
    if (status !== 0) throw new Error(stderr)
    return files.map((_, place) => {
      const bytes = new Uint8Array(readFileSync(join(folder, `${place}.f64`)))
      return new Float64Array(bytes.buffer)
    })
  } finally {
    rmSync(folder, { recursive: true })
  }
}
