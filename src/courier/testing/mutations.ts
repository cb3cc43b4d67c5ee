import { createHash } from 'node:crypto'
import { strToU8, unzipSync, zipSync } from 'fflate'

type Files = Record<string, Uint8Array>
/** A number from 0 to below the limit. */
export type Draw = (limit: number) => number

/** Changes a sound .downhill file into another one, which may be sound or not. */
export type Mutation = (file: Uint8Array, draw: Draw) => Uint8Array

/** What no honest file has anywhere, and what an honest one might have elsewhere. */
const STRANGE: unknown[] = [
  ...[null, true, 0, -1, 1, 2.5, 1e308, -1e308, 2 ** 53, 4294967295, 1e15, 1e-320],
  ...['', 'x', 'x'.repeat(5000), '\u0000', '\u202e', '../../etc/passwd', '__proto__', '9'],
  ...[[], [null], [[[[[]]]]], {}, { length: 1e9 }, Array(3000).fill(7)]
]

const pick = <Value>(values: readonly Value[], draw: Draw): Value => values[draw(values.length)]

/** A path to some place within a value of JSON, by its keys. */
function somePlace(value: unknown, draw: Draw): string[] {
  const path: string[] = []
  let at = value
  while (typeof at === 'object' && at !== null && Object.keys(at).length > 0) {
    const key = pick(Object.keys(at), draw)
    path.push(key)
    at = Reflect.get(at, key)
    if (draw(4) === 0) break
  }
  return path
}

function alterJson(bytes: Uint8Array, draw: Draw): Uint8Array {
  const value: unknown = JSON.parse(new TextDecoder().decode(bytes))
  const path = somePlace(value, draw)
  const last = path.pop() ?? ''
  const parent = path.reduce<unknown>((at, key) => Reflect.get(Object(at), key), value)
  const target = Object(parent)
  switch (draw(4)) {
    case 0:
      Reflect.deleteProperty(target, last)
      break
    case 1:
      Reflect.set(target, `${last}${draw(3)}`, pick(STRANGE, draw))
      break
    case 2: {
      // a number a little beside itself
      const old: unknown = Reflect.get(target, last)
      if (typeof old === 'number') Reflect.set(target, last, old + pick([-1, 1, 0.5, 1e6], draw))
      break
    }
    default:
      Reflect.set(target, last, pick(STRANGE, draw))
  }
  return strToU8(JSON.stringify(value))
}

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

export const MUTATIONS: Record<string, Mutation> = {
  'some bits are turned': (file, draw) =>
    altered(file, (bytes) => {
      for (let times = draw(4); times >= 0; times--) bytes[draw(bytes.length)] ^= 1 << draw(8)
    }),
  'the end is missing': (file, draw) => file.slice(0, draw(file.length)),
  'a piece is missing': (file, draw) => {
    const at = draw(file.length)
    return Buffer.concat([file.subarray(0, at), file.subarray(at + 1 + draw(500))])
  },
  'a piece is there twice': (file, draw) => {
    const at = draw(file.length)
    return Buffer.concat([file.subarray(0, at + draw(500)), file.subarray(at)])
  },
  'two entries changed places': withFiles((files, draw) => {
    const [one, two] = [pick(names(files), draw), pick(names(files), draw)]
    ;[files[one], files[two]] = [files[two], files[one]]
  }),
  'an entry is gone': withFiles((files, draw) => {
    Reflect.deleteProperty(files, pick(names(files, 's'), draw))
  }),
  'a record says something else': withFiles((files, draw) => {
    const name = pick(names(files, 'run.json'), draw)
    files[name] = alterJson(files[name], draw)
  }),
  'the manifest says something else': (file, draw) => {
    const files: Files = { ...unzipSync(file) }
    files['manifest.json'] = alterJson(files['manifest.json'], draw)
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
