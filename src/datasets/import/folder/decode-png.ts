import { inflateSync } from 'node:zlib'
import { decode, type DecodedPng } from 'fast-png'
import type { GreyPicture } from '../../../shared/digit-pixels'
import { luminance, onWhite } from './grey'

const SIGNATURE_LENGTH = 8
/** What the pixels are made of; profiles and texts, which may unpack to anything, stay out. */
const NEEDED = ['IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND']

/**
 * The grey values of a PNG file, what is transparent as on white paper.
 * @throws Error for a damaged one.
 */
export function decodePng(bytes: Uint8Array): GreyPicture {
  const chunks = readChunks(bytes)
  checkUnpackedSize(chunks)
  const png = decode(joinChunks(bytes, chunks), { checkCrc: true })
  return { width: png.width, height: png.height, values: toGrey(png) }
}

interface Chunk {
  name: string
  /** The whole of it: length, name, contents and checksum. */
  bytes: Uint8Array
}

const contents = ({ bytes }: Chunk): Uint8Array => bytes.subarray(8, -4)

function readChunks(bytes: Uint8Array): Chunk[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const chunks: Chunk[] = []
  let place = SIGNATURE_LENGTH
  while (place + 12 <= bytes.length) {
    const end = place + 12 + view.getUint32(place)
    if (end > bytes.length) break
    const name = String.fromCharCode(...bytes.subarray(place + 4, place + 8))
    if (NEEDED.includes(name)) chunks.push({ name, bytes: bytes.subarray(place, end) })
    if (name === 'IEND') return chunks
    place = end
  }
  throw new Error('It ends too early.')
}

/** Unpacks once within the size that the header tells: the decoder itself would unpack anything. */
function checkUnpackedSize(chunks: readonly Chunk[]): void {
  const [header] = chunks
  if (header?.name !== 'IHDR' || header.bytes.length !== 25) throw new Error('It has no header.')
  const view = new DataView(header.bytes.buffer, header.bytes.byteOffset + 8)
  const [width, height, depth, colour, interlace] = [
    view.getUint32(0),
    view.getUint32(4),
    view.getUint8(8),
    view.getUint8(9),
    view.getUint8(12)
  ]
  if (interlace !== 0 && depth < 8) throw new Error('Interlaced pictures have 8 bits or 16.')
  const channels = [1, 0, 3, 1, 2, 0, 4][colour] ?? 0
  const lines = interlace === 0 ? height : 2 * height + 8
  const line = Math.ceil((width * channels * depth) / 8) + 1
  const expected = interlace === 0 ? line * lines : (line + 8) * lines
  const packed = chunks.filter(({ name }) => name === 'IDAT').map(contents)
  const { length } = inflateSync(Buffer.concat(packed), { maxOutputLength: Math.max(64, expected) })
  if (interlace === 0 && length !== expected) throw new Error('It has too few pixels.')
}

function joinChunks(bytes: Uint8Array, chunks: readonly Chunk[]): Uint8Array {
  // a copy: the decoder looks at the whole of the memory that bytes are part of
  return new Uint8Array(
    Buffer.concat([bytes.subarray(0, SIGNATURE_LENGTH), ...chunks.map((chunk) => chunk.bytes)])
  )
}

function toGrey(png: DecodedPng): Uint8Array {
  const { width, height, depth, channels, palette, transparency } = png
  const most = 2 ** depth - 1
  const values = new Uint8Array(width * height)
  const sample = samplerOf(png)
  for (let pixel = 0; pixel < values.length; pixel++) {
    if (palette) {
      const entry = palette[sample(pixel, 0)]
      if (!entry) throw new Error('A colour is not in its palette.')
      values[pixel] = onWhite(luminance(entry[0], entry[1], entry[2]), (entry[3] ?? 255) / 255)
      continue
    }
    const colours = channels >= 3 ? 3 : 1
    const first = sample(pixel, 0)
    const grey = colours === 1 ? first : luminance(first, sample(pixel, 1), sample(pixel, 2))
    const isKey =
      transparency !== undefined &&
      Array.from({ length: colours }, (_, index) => sample(pixel, index)).every(
        (value, index) => value === transparency[index]
      )
    const hasAlpha = channels === 2 || channels === 4
    const alpha = isKey ? 0 : hasAlpha ? sample(pixel, channels - 1) / most : 1
    values[pixel] = onWhite((255 * grey) / most, alpha)
  }
  return values
}

/** Samples of fewer than 8 bits are packed, and each row begins with a byte of its own. */
function samplerOf({
  data,
  width,
  depth,
  channels
}: DecodedPng): (pixel: number, channel: number) => number {
  if (depth >= 8) return (pixel, channel) => data[pixel * channels + channel]
  const rowBytes = Math.ceil((width * channels * depth) / 8)
  const mask = 2 ** depth - 1
  return (pixel, channel) => {
    const bit = ((pixel % width) * channels + channel) * depth
    const byte = data[Math.floor(pixel / width) * rowBytes + (bit >> 3)]
    return (byte >> (8 - depth - (bit & 7))) & mask
  }
}
