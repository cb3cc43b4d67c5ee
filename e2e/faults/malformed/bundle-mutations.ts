import { createHash } from 'node:crypto'
import { strToU8, unzipSync, zipSync } from 'fflate'
import { mutateBytes, pick, type Draw } from './byte-mutations'
import { mutateJson } from './text-mutations'

type Files = Record<string, Uint8Array>
/** Changes a sound .downhill file into another one, which may be sound or not. */
export type Mutation = (file: Uint8Array, draw: Draw) => Uint8Array

/** Packs the files again, with hashes and sizes that fit them, where there is a manifest that lists them. */
function pack(files: Files): Uint8Array {
  const manifest = readManifest(files)
  if (manifest !== null) {
    const listed = names(files).filter((name) => name !== 'manifest.json')
    manifest.entries = listed.map((name) => ({
      ...{ name, size: files[name].length },
      sha256: createHash('sha256').update(files[name]).digest('hex')
    }))
    files['manifest.json'] = strToU8(JSON.stringify(manifest))
  }
  return zipSync(files, { level: 0 })
}

function readManifest({ 'manifest.json': bytes }: Files): Record<string, unknown> | null {
  try {
    return JSON.parse(new TextDecoder().decode(bytes))
  } catch {
    return null
  }
}

const withFiles =
  (change: (files: Files, draw: Draw) => void): Mutation =>
  (file, draw) => {
    const files = { ...unzipSync(file) }
    change(files, draw)
    return pack(files)
  }

const names = (files: Files, ending = ''): string[] =>
  Object.keys(files).filter((name) => name.endsWith(ending))

const altered = (file: Uint8Array, change: (bytes: Uint8Array) => void): Uint8Array => {
  const bytes = file.slice()
  change(bytes)
  return bytes
}

export const BUNDLE_MUTATIONS: Record<string, Mutation> = {
  'its bytes are others': mutateBytes,
  'two entries changed places': withFiles((files, draw) => {
    const [one, two] = [pick(names(files), draw), pick(names(files), draw)]
    ;[files[one], files[two]] = [files[two], files[one]]
  }),
  'an entry is gone': withFiles((files, draw) => {
    Reflect.deleteProperty(files, pick(names(files, 's'), draw))
  }),
  'a record says something else': withFiles((files, draw) => {
    const name = pick(names(files, 'run.json'), draw)
    files[name] = mutateJson(files[name], draw)
  }),
  'the manifest says something else': (file, draw) => {
    const files: Files = { ...unzipSync(file) }
    files['manifest.json'] = mutateJson(files['manifest.json'], draw)
    return zipSync(files, { level: 0 })
  },
  'weights are others': withFiles((files, draw) => {
    const name = pick(names(files, '.weights'), draw)
    files[name] = new Uint8Array(files[name]).fill(draw(256), draw(files[name].length))
  }),
  'a size in its list is enormous': (file, draw) =>
    altered(file, (bytes) => {
      const view = new DataView(bytes.buffer)
      const entries = Array.from({ length: bytes.length - 46 }, (_, at) => at).filter(
        (at) => view.getUint32(at, true) === 0x02014b50
      )
      const field = pick([20, 24, 28, 42], draw)
      view.setUint32(pick(entries, draw) + field, pick([2 ** 31, 2 ** 32 - 1, 1e9], draw), true)
    })
}
