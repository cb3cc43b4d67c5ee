import { mutateBytes, pick, type Draw } from './byte-mutations'

/** What no honest file has anywhere, and what an honest one might have elsewhere. */
const STRANGE: unknown[] = [
  ...[null, true, 0, -1, 1, 2.5, 1e308, -1e308, 2 ** 53, 4294967295, 1e15, 1e-320],
  ...[
    '',
    'x',
    'x'.repeat(5000),
    '\u0000',
    '\u001b]0;x\u0007',
    '\u202e',
    '\ud800',
    '../../etc/passwd'
  ],
  ...['__proto__', '9', [], [null], [[[[[]]]]], {}, { length: 1e9 }, Array(3000).fill(7)],
  nested(100)
]

/** What stands in no JSON, or in none that may come in. */
const SPOILERS = [
  ...['NaN', 'Infinity', '1e999', '-', '"', '\\', '\\ud800', '\ufeff', '\r\n', '\u0000', ',', '}'],
  ...['"__proto__":{"polluted":true},', '"constructor":{"prototype":{"polluted":true}},'],
  ...['['.repeat(100_000), '{"a":'.repeat(50_000), '9'.repeat(400), `"${'é'.repeat(70_000)}"`]
]

function nested(depth: number): unknown {
  return depth === 0 ? [] : [nested(depth - 1)]
}

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

/** The JSON with one value gone, added, put beside itself, or another. */
function alterValue(text: string, draw: Draw): string {
  const value: unknown = JSON.parse(text)
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
      const old: unknown = Reflect.get(target, last)
      if (typeof old === 'number') Reflect.set(target, last, old + pick([-1, 1, 0.5, 1e6], draw))
      break
    }
    default:
      Reflect.set(target, last, pick(STRANGE, draw))
  }
  return JSON.stringify(value)
}

/** The text with something put in, or in the place of a number or a name. */
function spoilText(text: string, draw: Draw): string {
  const spoiler = pick(SPOILERS, draw)
  const places = [...text.matchAll(draw(2) === 0 ? /-?\d+(\.\d+)?/g : /[[{,:]/g)]
  if (places.length === 0) return text + spoiler
  const { 0: found, index } = pick(places, draw)
  const isNumber = /\d/.test(found)
  return text.slice(0, isNumber ? index : index + 1) + spoiler + text.slice(index + found.length)
}

/** Changes a file of JSON: by its values, by its text, or by its bytes. */
export function mutateJson(bytes: Uint8Array, draw: Draw): Uint8Array {
  const text = new TextDecoder().decode(bytes)
  switch (draw(4)) {
    case 0:
      return mutateBytes(bytes, draw)
    case 1:
      return new TextEncoder().encode(spoilText(text, draw))
    default:
      return new TextEncoder().encode(alterValue(text, draw))
  }
}

/** Changes a table: by a text put in, or by its bytes. */
export function mutateTable(bytes: Uint8Array, draw: Draw): Uint8Array {
  if (draw(2) === 0) return mutateBytes(bytes, draw)
  return new TextEncoder().encode(spoilText(new TextDecoder().decode(bytes), draw))
}
