/** What a picture's file says of itself before it is decoded. */
export interface PictureHeader {
  format: 'png' | 'jpeg'
  width: number
  height: number
}

const PNG_SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
const JPEG_BEGIN = [0xff, 0xd8, 0xff]

const beginsWith = (bytes: Uint8Array, beginning: readonly number[]): boolean =>
  beginning.every((value, index) => bytes[index] === value)

/**
 * Which kind of picture it is, by its first bytes and not by its name, and how large.
 * @returns null: neither PNG nor JPEG; 'damaged': one of them, but its size cannot be told
 */
export function readPictureHeader(bytes: Uint8Array): PictureHeader | 'damaged' | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const isPng = beginsWith(bytes, PNG_SIGNATURE)
  if (!isPng && !beginsWith(bytes, JPEG_BEGIN)) return null
  const size = isPng ? pngSize(view) : jpegSize(view)
  if (size === null || size.width === 0 || size.height === 0) return 'damaged'
  return { format: isPng ? 'png' : 'jpeg', ...size }
}

type Size = Pick<PictureHeader, 'width' | 'height'>

/** IHDR is always the first chunk (PNG specification, 5.6). */
function pngSize(view: DataView): Size | null {
  const isThere = view.byteLength >= 33 && view.getUint32(12) === 0x49484452
  return isThere ? { width: view.getUint32(16), height: view.getUint32(20) } : null
}

/** Walks the segments up to the frame's header (ITU T.81, B.2.2). */
function jpegSize(view: DataView): Size | null {
  for (const { marker, begin } of jpegSegments(view)) {
    if (!isFrame(marker)) continue
    if (begin + 5 > view.byteLength) return null
    return { height: view.getUint16(begin + 1), width: view.getUint16(begin + 3) }
  }
  return null
}

/** SOF0 to SOF15 without DHT, JPG and DAC, which share the range. */
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)

interface Segment {
  marker: number
  /** Of its contents, behind their length. */
  begin: number
  end: number
}

/** The segments before the picture's data. */
export function* jpegSegments(view: DataView): Generator<Segment> {
  let place = 2
  while (place + 4 <= view.byteLength) {
    if (view.getUint8(place) !== 0xff) return
    const marker = view.getUint8(place + 1)
    if (marker === 0xff) {
      // filling
      place++
      continue
    }
    const length = view.getUint16(place + 2)
    if (length < 2) return
    yield { marker, begin: place + 4, end: Math.min(place + 2 + length, view.byteLength) }
    // the data begins
    if (marker === 0xda) return
    place += 2 + length
  }
}
