import { crc32 } from 'node:zlib'
import { mutateBytes, pick, type Draw } from './byte-mutations'

const joined = (parts: readonly Uint8Array[]): Uint8Array => new Uint8Array(Buffer.concat(parts))

const PNG_BEGINNING = 8
/** Of a chunk beside its contents: length, name, checksum. */
const CHUNK_FRAME = 12

function chunksOf(png: Uint8Array): Uint8Array[] {
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength)
  const chunks: Uint8Array[] = []
  for (let place = PNG_BEGINNING; place + CHUNK_FRAME <= png.length;) {
    const end = place + CHUNK_FRAME + view.getUint32(place)
    chunks.push(png.slice(place, end))
    place = end
  }
  return chunks
}

/** A chunk with other contents, of which its checksum is right: a decoder that looks no further believes it. */
function withContents(chunk: Uint8Array, contents: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(contents.length + CHUNK_FRAME)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, contents.length)
  bytes.set(chunk.subarray(4, 8), 4)
  bytes.set(contents, 8)
  view.setUint32(contents.length + 8, crc32(bytes.subarray(4, contents.length + 8)))
  return bytes
}

/** Changes a PNG: its bytes, the order of its chunks, or what a chunk holds, with the checksum that fits. */
export function mutatePng(png: Uint8Array, draw: Draw): Uint8Array {
  if (draw(3) === 0) return mutateBytes(png, draw)
  const chunks = chunksOf(png)
  const place = draw(chunks.length)
  if (draw(3) === 0) {
    const other = draw(chunks.length)
    ;[chunks[place], chunks[other]] = [chunks[other], chunks[place]]
  } else {
    const contents = chunks[place].slice(8, -4)
    chunks[place] = withContents(chunks[place], mutateBytes(contents, draw))
  }
  return joined([png.slice(0, PNG_BEGINNING), ...chunks])
}

/** The pieces between the markers of a JPEG, each with its marker. */
function segmentsOf(jpeg: Uint8Array): Uint8Array[] {
  const begins = [...jpeg.keys()].filter(
    (place) => jpeg[place] === 0xff && jpeg[place + 1] >= 0xc0 && jpeg[place + 1] < 0xff
  )
  return begins.map((begin, index) => jpeg.slice(begin, begins[index + 1] ?? jpeg.length))
}

/** Changes a JPEG: its bytes, the order of its segments, or one of them, a second time or in part. */
export function mutateJpeg(jpeg: Uint8Array, draw: Draw): Uint8Array {
  if (draw(2) === 0) return mutateBytes(jpeg, draw)
  const segments = segmentsOf(jpeg)
  const place = draw(segments.length)
  switch (draw(3)) {
    case 0: {
      const other = draw(segments.length)
      ;[segments[place], segments[other]] = [segments[other], segments[place]]
      break
    }
    case 1:
      segments.splice(place, 0, pick(segments, draw))
      break
    default:
      segments[place] = mutateBytes(segments[place], draw)
  }
  return joined(segments)
}
