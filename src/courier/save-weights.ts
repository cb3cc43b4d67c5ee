import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { basename, dirname, extname, join } from 'node:path'
import { DownhillError } from '../shared/errors'
import type { SavedFile, WeightFormat } from '../shared/files'
import type { CourierTools } from './courier-tools'
import { toNpz } from './weights/npz'
import { toOnnx } from './weights/onnx'
import { toPytorch } from './weights/pytorch'
import { toSafetensors } from './weights/safetensors'
import { describeNetwork, type StoredNetwork } from './weights/stored-network'
import { writeWhole } from './write-whole'

export interface WeightsToSave {
  runId: number
  checkpointId: number
  format: WeightFormat
  /** The whole path; a file that is there is replaced. */
  file: string
}

/**
 * Writes the weights of a checkpoint, their hash checked, for other programs.
 * @throws DownhillError 'not-found', 'checkpoint-damaged', 'not-exportable', 'file-unwritable'.
 */
export async function saveWeights(
  { runId, checkpointId, format, file }: WeightsToSave,
  { store, now, version }: CourierTools
): Promise<SavedFile> {
  const stored = await store.readCheckpoint(runId, checkpointId)
  const { run, checkpoints } = await store.runDetail(runId)
  const accuracy = checkpoints.find(({ id }) => id === stored.id)?.testAccuracy ?? null
  const network = describeNetwork(stored, run, accuracy, version)
  const bytes =
    format === 'pytorch' ? await writeScript(network, file, now()) : pack(network, format, now())
  await writeWhole(file, bytes)
  return { path: file, size: bytes.length }
}

function pack(
  network: StoredNetwork,
  format: Exclude<WeightFormat, 'pytorch'>,
  now: number
): Uint8Array {
  switch (format) {
    case 'npz':
      return toNpz(network, now)
    case 'safetensors':
      return toSafetensors(network)
    case 'onnx':
      return toOnnx(network)
  }
}

/** Writes the weights beside the script, and returns the script. @throws DownhillError 'not-exportable'. */
async function writeScript(network: StoredNetwork, file: string, now: number): Promise<Uint8Array> {
  const { dataset } = network.config
  if (dataset !== 'mnist') {
    throw new DownhillError('not-exportable', `The script reads MNIST only, and not ${dataset}.`, {
      reason: `the script reads MNIST only, and not ${dataset}`
    })
  }
  const weightsFile = await besideScript(file)
  await writeWhole(weightsFile, toNpz(network, now))
  return new TextEncoder().encode(toPytorch(network, basename(weightsFile)))
}

/**
 * The file of weights that a script of Downhill names, where such a script is replaced; else the same
 * name with .npz, and a number where another file has it: nobody was asked whether that may be replaced.
 */
async function besideScript(script: string): Promise<string> {
  const before = await readFile(script, 'utf8').catch(() => '')
  const own = OWN_WEIGHTS.exec(before)?.groups?.name
  if (own !== undefined) return join(dirname(script), own)
  const stem = join(dirname(script), basename(script, extname(script)))
  let file = `${stem}.npz`
  for (let number = 2; existsSync(file); number++) file = `${stem} ${number}.npz`
  return file
}

/** As `toPytorch` writes it; a name of other characters is not recognised. */
const OWN_WEIGHTS =
  /^"""A network trained in Downhill.*?^WEIGHTS = Path\(__file__\)\.with_name\("(?<name>[^"/\\]+\.npz)"\)/ms
