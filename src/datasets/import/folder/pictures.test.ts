import { symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { deflateSync } from 'node:zlib'
import { encode } from 'fast-png'
import jpeg from 'jpeg-js'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { GreyPicture } from '../../../shared/digit-pixels'
import { read, refusal, testFolder, type TestFolder } from '../testing/files'
import { readOrientation, turn } from './decode-jpeg'
import { decodePicture } from './pictures'

let folder: TestFolder
beforeEach(() => {
  folder = testFolder()
})
afterEach(() => folder.remove())

/** A picture of one grey, with a square of another in its middle. */
function square(side: number, paper: number, ink: number, height = side): Uint8Array {
  return Uint8Array.from({ length: side * height }, (_, at) => {
    const [row, column] = [Math.floor(at / side), at % side]
    const isInk = Math.abs(row - height / 2) < height / 4 && Math.abs(column - side / 2) < side / 4
    return isInk ? ink : paper
  })
}

const greyPng = (side: number, paper: number, ink: number, height = side): Uint8Array =>
  encode({ width: side, height, channels: 1, depth: 8, data: square(side, paper, ink, height) })

function decoded(bytes: Uint8Array): GreyPicture {
  const picture = decodePicture(bytes)
  if ('code' in picture) throw new Error(picture.code)
  return picture
}

const problemOf = (bytes: Uint8Array | string): string => {
  const picture = decodePicture(typeof bytes === 'string' ? Buffer.from(bytes) : bytes)
  return 'code' in picture ? picture.code : 'none'
}

/** A PNG from its parts, as no encoder at hand writes it. */
function png(header: number[], chunks: [name: string, contents: Uint8Array][]): Uint8Array {
  const parts: Uint8Array[] = [Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)]
  for (const [name, contents] of [
    ['IHDR', Uint8Array.from(header)],
    ...chunks,
    ['IEND', new Uint8Array()]
  ] as const) {
    const body = Buffer.concat([Buffer.from(name, 'latin1'), contents])
    const chunk = Buffer.alloc(body.length + 8)
    chunk.writeUInt32BE(contents.length, 0)
    body.copy(chunk, 4)
    chunk.writeUInt32BE(crc(body), body.length + 4)
    parts.push(chunk)
  }
  return Buffer.concat(parts)
}

function crc(bytes: Uint8Array): number {
  let remainder = 0xffffffff
  for (const byte of bytes) {
    remainder ^= byte
    for (let bit = 0; bit < 8; bit++)
      remainder = (remainder >>> 1) ^ (remainder & 1 ? 0xedb88320 : 0)
  }
  return ~remainder >>> 0
}

/** The beginning of an IHDR: 4 x 2 pixels. */
const SIZE = [0, 0, 0, 4, 0, 0, 0, 2]
const rows = (...lines: number[][]): Uint8Array =>
  deflateSync(Uint8Array.from(lines.flatMap((line) => [0, ...line])))

describe('a PNG', () => {
  it('is read in grey, whatever it is made of', () => {
    const grey = encode({ width: 2, height: 1, channels: 1, depth: 8, data: Uint8Array.of(7, 250) })
    expect([...decoded(grey).values]).toEqual([7, 250])
    const rgba = encode({
      width: 3,
      height: 1,
      channels: 4,
      depth: 8,
      data: Uint8Array.of(255, 0, 0, 255, 0, 0, 0, 0, 0, 0, 0, 128)
    })
    // red as bright as it is seen; what is transparent is white paper
    expect([...decoded(rgba).values]).toEqual([76, 255, 127])
    const deep = encode({
      width: 2,
      height: 1,
      channels: 1,
      depth: 16,
      data: Uint16Array.of(0, 65_535)
    })
    expect([...decoded(deep).values]).toEqual([0, 255])
  })

  it('of packed pixels, of a palette or with a transparent colour is read, too', () => {
    const bits = png([...SIZE, 1, 0, 0, 0, 0], [['IDAT', rows([0b10100000], [0b01010000])]])
    expect([...decoded(bits).values]).toEqual([255, 0, 255, 0, 0, 255, 0, 255])
    const palette = png(
      [...SIZE, 2, 3, 0, 0, 0],
      [
        ['PLTE', Uint8Array.of(0, 0, 0, 100, 100, 100, 0, 255, 0)],
        ['tRNS', Uint8Array.of(0)],
        ['IDAT', rows([0b00011010], [0b01010101])]
      ]
    )
    expect([...decoded(palette).values]).toEqual([255, 100, 150, 150, 100, 100, 100, 100])
    const key = png(
      [...SIZE, 8, 0, 0, 0, 0],
      [
        ['tRNS', Uint8Array.of(0, 9)],
        ['IDAT', rows([9, 8, 9, 0], [1, 2, 3, 4])]
      ]
    )
    expect([...decoded(key).values]).toEqual([255, 8, 255, 0, 1, 2, 3, 4])
  })

  it('that is damaged, too large or none at all is left out', () => {
    const whole = greyPng(28, 255, 0)
    expect(problemOf('no picture')).toBe('picture-kind')
    expect(problemOf(whole.subarray(0, 40))).toBe('picture-damaged')
    expect(problemOf(whole.subarray(0, 20))).toBe('picture-damaged')
    const changed = whole.slice()
    changed[60] ^= 255
    expect(problemOf(changed)).toBe('picture-damaged')
    const short = png([...SIZE, 8, 0, 0, 0, 0], [['IDAT', rows([1, 2, 3, 4])]])
    expect(problemOf(short)).toBe('picture-damaged')
    const outside = png(
      [...SIZE, 8, 3, 0, 0, 0],
      [
        ['PLTE', Uint8Array.of(1, 2, 3)],
        ['IDAT', rows([0, 1, 0, 0], [0, 0, 0, 0])]
      ]
    )
    expect(problemOf(outside)).toBe('picture-damaged')
    const large = png([0, 0, 39, 16, 0, 0, 39, 16, 8, 0, 0, 0, 0], [])
    expect(problemOf(large)).toBe('picture-large')
  })

  it('that unpacks to far more than its size is left out', () => {
    const bomb = png(
      [...SIZE, 8, 0, 0, 0, 0],
      [['IDAT', deflateSync(Buffer.alloc(64 * 1024 ** 2))]]
    )
    expect(problemOf(bomb)).toBe('picture-damaged')
    const profile = png(
      [...SIZE, 8, 0, 0, 0, 0],
      [
        ['iCCP', Buffer.concat([Buffer.from('a\0\0'), deflateSync(Buffer.alloc(64 * 1024 ** 2))])],
        ['IDAT', rows([1, 2, 3, 4], [5, 6, 7, 8])]
      ]
    )
    expect([...decoded(profile).values]).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
  })
})

describe('a JPEG', () => {
  const photo = (width: number, height: number): Uint8Array => {
    const data = Buffer.alloc(width * height * 4, 255)
    // the upper half is black
    for (let at = 0; at < (width * height) / 2; at++) data.fill(0, at * 4, at * 4 + 3)
    return new Uint8Array(jpeg.encode({ width, height, data }, 95).data)
  }
  /** The same, with the note of a camera that was held upright. */
  const turned = (bytes: Uint8Array, orientation: number): Uint8Array => {
    const tiff = [
      0x4d,
      0x4d,
      0,
      42,
      0,
      0,
      0,
      8,
      0,
      1,
      0x01,
      0x12,
      0,
      3,
      0,
      0,
      0,
      1,
      0,
      orientation,
      0,
      0,
      0,
      0,
      0,
      0
    ]
    const exif = [...Buffer.from('Exif\0\0'), ...tiff]
    return Uint8Array.from([
      0xff,
      0xd8,
      0xff,
      0xe1,
      0,
      exif.length + 2,
      ...exif,
      ...bytes.subarray(2)
    ])
  }

  it('is read in grey, and set upright as its camera says', () => {
    const { width, height, values } = decoded(photo(32, 16))
    expect([width, height]).toEqual([32, 16])
    expect(values[0]).toBeLessThan(20)
    expect(values[values.length - 1]).toBeGreaterThan(235)
    expect(readOrientation(turned(photo(32, 16), 6))).toBe(6)
    const upright = decoded(turned(photo(32, 16), 6))
    // what was above is at the right
    expect([upright.width, upright.height]).toEqual([16, 32])
    expect(upright.values[15]).toBeLessThan(20)
    expect(upright.values[0]).toBeGreaterThan(235)
  })

  it('is turned and mirrored in all eight ways', () => {
    const picture = { width: 3, height: 2, values: Uint8Array.of(1, 2, 3, 4, 5, 6) }
    const ways = [1, 2, 3, 4, 5, 6, 7, 8].map((each) => [...turn(picture, each).values].join(''))
    expect(ways).toEqual([
      '123456',
      '321654',
      '654321',
      '456123',
      '142536',
      '415263',
      '635241',
      '362514'
    ])
  })

  it('that is damaged or too large is left out', () => {
    const whole = photo(64, 64)
    expect(problemOf(whole.subarray(0, 100))).toBe('picture-damaged')
    expect(problemOf(Uint8Array.of(0xff, 0xd8, 0xff, 0xd9))).toBe('picture-damaged')
    const large = whole.slice()
    const frame = large.findIndex((byte, at) => byte === 0xff && large[at + 1] === 0xc0)
    large.set([0xff, 0xff, 0xff, 0xff], frame + 5)
    expect(problemOf(large)).toBe('picture-large')
  })
})

describe('a folder of pictures', () => {
  /** Six pictures a class. */
  function write(names: readonly string[], picture: Uint8Array, below = 'set'): void {
    for (const name of names) {
      for (let number = 1; number <= 6; number++)
        folder.write(`${below}/${name}/${number}.png`, picture)
    }
  }
  const root = (): string => join(folder.path, 'set')

  it('has a class a folder; pictures of 28 by 28 stay as they are', async () => {
    write(['dog', 'cat'], greyPng(28, 0, 200))
    const told: number[] = []
    const set = await read('folder', [root()], {}, ({ done, of, unit }) => {
      expect(unit).toBe('files')
      told.push(done / of)
    })
    expect(set).toMatchObject({ kind: 'pictures', name: 'set', classNames: ['cat', 'dog'] })
    expect(set.options).toMatchObject({ inverted: false, fit: 'whole', label: null })
    expect(set.training.count).toBe(12)
    expect(set.training.inputs.slice(0, 784)).toEqual(square(28, 0, 200))
    expect(told).toHaveLength(12)
  })

  it('makes others fit in their proportions, dark ink turned round', async () => {
    write(['dog', 'cat'], greyPng(112, 255, 0, 56))
    const set = await read('folder', [root()])
    expect(set.options.inverted).toBe(true)
    const rowsOf = Array.from({ length: 28 }, (_, row) => set.training.inputs[row * 28 + 14])
    // a quarter of paper above, half of the picture, a quarter of paper below
    expect(rowsOf.map((value) => value > 0)).toEqual(rowsOf.map((_, row) => row >= 10 && row < 18))
    const dark = await read('folder', [root()], { inverted: false })
    // the sides are like its own paper: there is no edge
    expect(dark.training.inputs[0]).toBe(255)
    expect(dark.training.inputs[8 * 28]).toBe(255)
  })

  it('prepares single signs as digits are, paper and its grain taken away', async () => {
    const data = square(100, 230, 40).map((value, at) => (value === 230 ? 225 + (at % 10) : value))
    // at the edge of the sheet, and still it comes into the middle
    const moved = data.map((_, at) => data[(at + 20 * 100 + 20) % data.length])
    write(['3', '8'], encode({ width: 100, height: 100, channels: 1, depth: 8, data: moved }))
    const set = await read('folder', [root()])
    expect(set.options).toMatchObject({ fit: 'centred', inverted: true })
    expect(set).toMatchObject({ classNames: ['3', '8'] })
    const picture = set.training.inputs.subarray(0, 784)
    expect(picture[0]).toBe(0)
    expect(picture[14 * 28 + 14]).toBe(255)
    expect([...picture].filter((value) => value > 0).length).toBe(400)
  })

  it('leaves out what is no picture, each with its reason, and folders with nothing in them', async () => {
    write(['a1', 'b2'], greyPng(28, 0, 200))
    folder.write('set/a1/text.png', 'not a picture')
    folder.write('set/a1/.hidden', 'never seen')
    folder.write('set/b2/Thumbs.db', 'never seen')
    folder.write('set/b2/deeper/half.jpg', Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0, 4))
    folder.write('set/readme.txt', 'about it')
    folder.write('set/empty/.keep', '')
    folder.write('elsewhere/secret.png', greyPng(28, 0, 200))
    symlinkSync(join(folder.path, 'elsewhere'), join(root(), 'b2', 'link'))
    const set = await read('folder', [root()])
    expect(set.training.count).toBe(12)
    expect(set.rejections.kept.map(({ file, code }) => `${file} ${code}`).toSorted()).toEqual([
      'a1/text.png picture-kind',
      'b2/deeper/half.jpg picture-damaged',
      'b2/link picture-link',
      'readme.txt picture-outside'
    ])
    expect(set.rejections.count).toBe(4)
    expect(set.remarks).toEqual([{ code: 'class-empty', values: { count: 1, names: 'empty' } }])
  })

  it('may have its own test set in folders called train and test', async () => {
    write(['x', 'y'], greyPng(28, 0, 200), 'set/train')
    write(['x', 'y'], greyPng(28, 0, 100), 'set/test')
    const set = await read('folder', [root()])
    expect([set.training.count, set.test?.count]).toEqual([12, 12])
    expect(set.test?.inputs[14 * 28 + 14]).toBe(100)
    expect(set.rejections.count).toBe(0)
  })

  it('has folders called train with others told of: validation, and tests without classes', async () => {
    for (const part of ['train', 'val', 'test'])
      write(['x', 'y'], greyPng(28, 0, 200), `all/${part}`)
    write(['docs'], greyPng(28, 0, 200), 'all')
    const all = await read('folder', [join(folder.path, 'all')])
    expect([all.training.count, all.test?.count]).toEqual([12, 12])
    expect(all.rejections.kept.map(({ file, code }) => `${file} ${code}`)).toEqual([
      'docs picture-outside',
      'val picture-outside'
    ])
    write(['x', 'y'], greyPng(28, 0, 200), 'kaggle/train')
    write(['test'], greyPng(28, 0, 200), 'kaggle')
    const kaggle = await read('folder', [join(folder.path, 'kaggle')])
    expect(kaggle).toMatchObject({ classNames: ['x', 'y'], test: null })
    expect(kaggle.rejections.count).toBe(6)
    write(['train', 'plane'], greyPng(28, 0, 200), 'toys')
    expect(await read('folder', [join(folder.path, 'toys')])).toMatchObject({
      classNames: ['plane', 'train']
    })
    write(['train', 'test'], greyPng(28, 0, 200), 'flat')
    expect(await refusal(read('folder', [join(folder.path, 'flat')]))).toMatchObject({
      problem: 'folder-flat'
    })
  })

  it('may be called, and its classes, in more words than can be stored', async () => {
    write(['n'.repeat(200), 'a\nb'], greyPng(28, 0, 200))
    const { classNames } = await read('folder', [root()])
    expect(classNames).toEqual(['a b', 'n'.repeat(120)])
  })

  it('without folders of classes, or without pictures, is refused', async () => {
    folder.write('set/1.png', greyPng(28, 0, 200))
    expect(await refusal(read('folder', [root()]))).toMatchObject({ problem: 'folder-flat' })
    folder.write('set/a/1.png', 'nothing')
    folder.write('set/b/1.png', 'nothing')
    expect(await refusal(read('folder', [root()]))).toMatchObject({ problem: 'nothing-left' })
    expect(await refusal(read('folder', [join(folder.path, 'gone')]))).toMatchObject({
      problem: 'file-unreadable'
    })
  })
})
