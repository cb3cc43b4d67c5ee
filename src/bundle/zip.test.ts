import { strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { MAX_JSON, MAX_UNPACKED, readZip, writeZip } from './zip'

const WORDS = strToU8('downhill '.repeat(2000))
const archive = (): Uint8Array =>
  zipSync({ words: [WORDS, { level: 9 }], short: [strToU8('x'), { level: 0 }] })

const LISTED = 0x02014b50
/** Sets a number in the first entry of the list. */
function forge(offset: number, value: number, bytes: 2 | 4 = 4): Uint8Array {
  const file = archive()
  const view = new DataView(file.buffer, file.byteOffset)
  let at = 0
  while (view.getUint32(at, true) !== LISTED) at++
  if (bytes === 4) view.setUint32(at + offset, value, true)
  else view.setUint16(at + offset, value, true)
  return file
}

describe('a ZIP archive', () => {
  it('gives back what was put in', () => {
    const entries = [
      { name: 'a/words', bytes: WORDS, compressed: true },
      { name: 'b', bytes: WORDS, compressed: false },
      { name: 'empty', bytes: new Uint8Array(0), compressed: true }
    ]
    const file = writeZip(entries, new Date())
    expect([...readZip(file)]).toEqual(entries.map(({ name, bytes }) => [name, bytes]))
    expect(file.length).toBeLessThan(WORDS.length * 1.1)
  })

  it('is not unpacked where JSON declares more than any that is written', () => {
    const json = zipSync({ 'run.json': WORDS })
    const view = new DataView(json.buffer, json.byteOffset)
    let at = 0
    while (view.getUint32(at, true) !== LISTED) at++
    view.setUint32(at + 24, MAX_JSON + 1, true)
    expect(() => readZip(json)).toThrow('run.json is larger than any that is written')
  })

  it('may lie inside other memory, and end with a comment', () => {
    const file = archive()
    const around = new Uint8Array(file.length + 30)
    around.set(file, 7)
    expect(readZip(around.subarray(7, 7 + file.length)).get('short')).toEqual(strToU8('x'))
    expect(readZip(around.subarray(7)).get('words')).toEqual(WORDS)
  })

  it.each([
    ['larger than it declares', forge(24, WORDS.length - 1), 'another size than it declares'],
    ['smaller than it declares', forge(24, WORDS.length + 1), 'another size than it declares'],
    ['said to be larger than all memory', forge(24, 0xfffffff0), 'larger than any'],
    ['of another checksum', forge(16, 7), 'the checksum of words does not match'],
    ['packed in another way', forge(10, 12, 2), 'words is packed in another way'],
    ['longer than the file', forge(20, 1e6), 'words is cut off'],
    ['somewhere else', forge(42, 3), 'leads astray'],
    ['of an endless name', forge(28, 0xffff, 2), 'cut off'],
    ['not deflated', forge(20, 30), 'words cannot be unpacked']
  ])('is refused where an entry is %s', (_, file, reason) => {
    expect(() => readZip(file)).toThrow(reason)
  })

  it('is refused where an entry occurs twice', () => {
    const file = zipSync({ one: WORDS, two: WORDS })
    const text = new TextDecoder('latin1').decode(file).replaceAll('two', 'one')
    const forged = Uint8Array.from(text, (letter) => letter.charCodeAt(0))
    expect(() => readZip(forged)).toThrow('one occurs twice')
  })

  it('is refused where it is none, or is cut off', () => {
    expect(() => readZip(new Uint8Array(0))).toThrow('no ZIP archive')
    expect(() => readZip(new Uint8Array(100_000))).toThrow('no ZIP archive')
    expect(() => readZip(archive().subarray(0, -30))).toThrow('no ZIP archive')
    expect(() => readZip(archive().subarray(20))).toThrow(/astray|cut off/)
  })

  it('that is a bomb is refused, before it takes any memory', () => {
    const size = 50 * 1024 ** 2
    const bomb = zipSync({ bomb: [new Uint8Array(size), { level: 9 }] })
    const entries = Math.ceil(MAX_UNPACKED / size) + 1
    expect(bomb.length * entries).toBeLessThan(3e6)
    // as many entries as take more than all that is allowed, all of the same bytes
    const files = Array.from({ length: entries }, (_, index) => `bomb${index}`)
    expect(() => readZip(repeated(bomb, files.length))).toThrow('larger than any')
    expect(() => readZip(bomb)).toThrow('packed far more densely')
  })

  it('is refused where its entries lie upon each other', () => {
    const half = zipSync({ one: [WORDS, { level: 0 }], two: [strToU8('x'), { level: 0 }] })
    const view = new DataView(half.buffer, half.byteOffset)
    const places = Array.from({ length: half.length - 4 }, (_, at) => at).filter(
      (at) => view.getUint32(at, true) === LISTED
    )
    // the second is said to be the first
    for (const field of [16, 20, 24, 42]) {
      view.setUint32(places[1] + field, view.getUint32(places[0] + field, true), true)
    }
    expect(() => readZip(half)).toThrow('lie upon each other')
  })
})

/** Lists the only entry of an archive so many times. */
function repeated(file: Uint8Array, times: number): Uint8Array {
  const view = new DataView(file.buffer, file.byteOffset)
  let list = 0
  while (view.getUint32(list, true) !== LISTED) list++
  const end = file.length - 22
  const forged = Buffer.concat([
    file.subarray(0, list),
    ...Array.from({ length: times }, () => file.subarray(list, end)),
    file.subarray(end)
  ])
  forged.writeUInt16LE(times, forged.length - 12)
  return forged
}
