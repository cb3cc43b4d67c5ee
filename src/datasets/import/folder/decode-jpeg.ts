import jpeg from 'jpeg-js'
import type { GreyPicture } from '../../../shared/digit-pixels'
import { INTAKE_LIMITS } from '../../../shared/intake'
import { luminance } from './grey'
import { jpegSegments } from './picture-header'

/** Of a picture of the largest size, decoded. */
const MOST_MEGABYTES = 1024

/**
 * The grey values of a JPEG file, set upright as its camera says.
 * @throws Error for a damaged one.
 */
export function decodeJpeg(bytes: Uint8Array): GreyPicture {
  const { width, height, data } = jpeg.decode(bytes, {
    useTArray: true,
    formatAsRGBA: false,
    // half a picture, filled up with grey, would be learnt like any other
    tolerantDecoding: false,
    maxResolutionInMP: INTAKE_LIMITS.pixels / 1e6,
    maxMemoryUsageInMB: MOST_MEGABYTES
  })
  const values = new Uint8Array(width * height)
  for (let pixel = 0; pixel < values.length; pixel++) {
    const place = 3 * pixel
    values[pixel] = Math.round(luminance(data[place], data[place + 1], data[place + 2]))
  }
  return turn({ width, height, values }, readOrientation(bytes))
}

const EXIF = [...'Exif\0\0'].map((letter) => letter.charCodeAt(0))
const APP1 = 0xe1
const ORIENTATION = 0x0112

/** 1..8 as the camera wrote it (Exif 2.3, 4.6.4); 1: as it is. */
export function readOrientation(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (const { marker, begin, end } of jpegSegments(view)) {
    if (marker !== APP1 || !EXIF.every((value, index) => bytes[begin + index] === value)) continue
    return orientationIn(
      new DataView(bytes.buffer, bytes.byteOffset + begin + 6, Math.max(0, end - begin - 6))
    )
  }
  return 1
}

/** Looks through the first directory of the TIFF that Exif is. */
function orientationIn(tiff: DataView): number {
  if (tiff.byteLength < 8) return 1
  const isLittle = tiff.getUint16(0) === 0x4949
  const directory = tiff.getUint32(4, isLittle)
  if (directory + 2 > tiff.byteLength) return 1
  const entries = tiff.getUint16(directory, isLittle)
  for (let index = 0; index < entries; index++) {
    const entry = directory + 2 + 12 * index
    if (entry + 12 > tiff.byteLength) return 1
    if (tiff.getUint16(entry, isLittle) !== ORIENTATION) continue
    const orientation = tiff.getUint16(entry + 8, isLittle)
    return orientation >= 1 && orientation <= 8 ? orientation : 1
  }
  return 1
}

/** Where the pixel that belongs to a row and column of the upright picture is in the stored one. */
export function turn(picture: GreyPicture, orientation: number): GreyPicture {
  if (orientation === 1) return picture
  const isOnItsSide = orientation >= 5
  const width = isOnItsSide ? picture.height : picture.width
  const height = isOnItsSide ? picture.width : picture.height
  const flipsColumns = [2, 3, 7, 8].includes(orientation)
  const flipsRows = [3, 4, 6, 7].includes(orientation)
  const values = new Uint8Array(width * height)
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const across = isOnItsSide ? row : column
      const down = isOnItsSide ? column : row
      const storedColumn = flipsColumns ? picture.width - 1 - across : across
      const storedRow = flipsRows ? picture.height - 1 - down : down
      values[row * width + column] = picture.values[storedRow * picture.width + storedColumn]
    }
  }
  return { width, height, values }
}
