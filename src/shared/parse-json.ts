/** Lists and objects within each other; no file of ours has half as many. */
const DEEPEST = 32
/** Of lists and objects: 10,000 drawings of 100 strokes each, and what holds them. */
const MOST_CONTAINERS = 1_100_000
/** Of names of values; the largest file of runs lists 150,000. */
const MOST_KEYS = 1_000_000

const [QUOTE, BACKSLASH, COLON] = [0x22, 0x5c, 0x3a]
const [OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [0x5b, 0x5d, 0x7b, 0x7d]

/**
 * Reads JSON in UTF-8 that somebody else may have written. A few megabytes of nothing but brackets would take
 * gigabytes of memory once they are values: so what is more than any file of ours has is refused before.
 * @throws Error for what is no JSON, or holds too much of it.
 */
export function parseJson(bytes: Uint8Array): unknown {
  const problem = tooMuch(bytes)
  if (problem !== null) throw new Error(`There are too many ${problem}.`)
  return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
}

/** Of what there is too much; null: of nothing. What is no JSON at all counts as it may. */
function tooMuch(bytes: Uint8Array): string | null {
  let depth = 0
  let containers = 0
  let keys = 0
  let isText = false
  for (let place = 0; place < bytes.length; place++) {
    const byte = bytes[place]
    if (isText) {
      if (byte === BACKSLASH) place++
      else if (byte === QUOTE) isText = false
    } else if (byte === QUOTE) isText = true
    else if (byte === OPEN_LIST || byte === OPEN_OBJECT) {
      if (++depth > DEEPEST) return 'values within each other'
      if (++containers > MOST_CONTAINERS) return 'lists and objects'
    } else if (byte === CLOSE_LIST || byte === CLOSE_OBJECT) depth--
    else if (byte === COLON && ++keys > MOST_KEYS) return 'names of values'
  }
  return null
}
