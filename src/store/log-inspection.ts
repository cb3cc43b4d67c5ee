import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { basename } from 'node:path'

/*
 * SQLite passes over whatever is garbled in its write-ahead log and in the index beside it, and says
 * nothing. Here both are looked at before it does, by its documented file formats.
 */

const LOG_HEADER = 32
const FRAME_HEADER = 24
/** The lowest bit says in which byte order the sums are made. */
const LOG_MAGIC = 0x377f0682
const INDEX_HEADER = 48
const INDEX_VERSION = 3007000

/** A log is read in portions of so many frames. */
const PORTION = 256

type Sums = [number, number]

/**
 * What of the log and its index is garbage, one sentence each. While another process writes there is
 * none: what it has not finished is as it should be.
 */
export function remarksOnLog(file: string): string[] {
  return [
    reading(`${file}-wal`, (handle, size) => remarkOnLog(`${basename(file)}-wal`, handle, size)),
    reading(`${file}-shm`, (handle, size) => remarkOnIndex(`${basename(file)}-shm`, handle, size))
  ].filter((remark) => remark !== null)
}

function reading(
  file: string,
  remark: (handle: number, size: number) => string | null
): string | null {
  let handle: number
  try {
    handle = openSync(file, 'r')
  } catch {
    return null
  }
  try {
    return remark(handle, fstatSync(handle).size)
  } catch {
    // a locked or unreadable one is SQLite's to complain of
    return null
  } finally {
    closeSync(handle)
  }
}

function remarkOnLog(name: string, handle: number, size: number): string | null {
  if (size === 0) return null
  const header = readAt(handle, 0, LOG_HEADER)
  const magic = header.readUInt32BE(0)
  const bigEndian = (magic & 1) === 1
  const pageSize = header.readUInt32BE(8)
  const sums = addUp(header, 0, 24, bigEndian, [0, 0])
  const isSound =
    (magic & ~1) >>> 0 === LOG_MAGIC && isPowerOfTwo(pageSize) && areAt(header, 24, sums)
  if (!isSound) return `${name} is no write-ahead log: its ${size} bytes were passed over.`

  const frame = FRAME_HEADER + pageSize
  const frames = Math.floor((size - LOG_HEADER) / frame)
  const salt = header.subarray(16, 24)
  let walk = sums
  for (let first = 0; first < frames; first += PORTION) {
    const count = Math.min(PORTION, frames - first)
    const bytes = readAt(handle, LOG_HEADER + first * frame, count * frame)
    for (let index = 0; index < count; index++) {
      const at = index * frame
      if (!bytes.subarray(at + 8, at + 16).equals(salt)) {
        return isFormer(bytes.readUInt32BE(at + 8), salt) ? null : garbled(name, first + index)
      }
      walk = addUp(bytes, at, at + 8, bigEndian, walk)
      walk = addUp(bytes, at + FRAME_HEADER, at + frame, bigEndian, walk)
      if (!areAt(bytes, at + 16, walk)) return garbled(name, first + index)
    }
  }
  return (size - LOG_HEADER) % frame === 0
    ? null
    : `${name} was cut short: what was being written to it last was passed over.`
}

function garbled(name: string, frame: number): string {
  return `${name} is garbled from its page ${frame + 1} on: what was written from there on was passed over.`
}

/** A log is written over from its start, with the next number each time; the rest of the former one stays. */
function isFormer(number: number, salt: Buffer): boolean {
  const behind = (salt.readUInt32BE(0) - number) >>> 0
  return behind > 0 && behind < 1_000_000
}

function remarkOnIndex(name: string, handle: number, size: number): string | null {
  if (size < 2 * INDEX_HEADER) {
    return size === 0 ? null : `${name} was cut short, and was made anew.`
  }
  const both = readAt(handle, 0, 2 * INDEX_HEADER)
  // as it is made
  if (both.every((byte) => byte === 0)) return null
  const [first, second] = [both.subarray(0, INDEX_HEADER), both.subarray(INDEX_HEADER)]
  return isIndexHeader(first) || isIndexHeader(second)
    ? null
    : `${name} was garbled, and was made anew.`
}

/** In the byte order of the computer, as its only user wrote it. */
function isIndexHeader(header: Buffer): boolean {
  const little = littleEndian()
  const version = little ? header.readUInt32LE(0) : header.readUInt32BE(0)
  const [first, second] = addUp(header, 0, 40, !little, [0, 0])
  const stored = little
    ? [header.readUInt32LE(40), header.readUInt32LE(44)]
    : [header.readUInt32BE(40), header.readUInt32BE(44)]
  return version === INDEX_VERSION && stored[0] === first && stored[1] === second
}

const littleEndian = (): boolean => new Uint8Array(new Uint32Array([1]).buffer)[0] === 1

/** SQLite's sums over 32-bit words, two at a time. */
function addUp(bytes: Buffer, from: number, to: number, bigEndian: boolean, start: Sums): Sums {
  const words = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let [first, second] = start
  for (let at = from; at < to; at += 8) {
    first = (first + words.getUint32(at, !bigEndian) + second) >>> 0
    second = (second + words.getUint32(at + 4, !bigEndian) + first) >>> 0
  }
  return [first, second]
}

/** Whether these sums are what stands there; in a log they are always big-endian. */
function areAt(bytes: Buffer, at: number, [first, second]: Sums): boolean {
  return bytes.readUInt32BE(at) === first && bytes.readUInt32BE(at + 4) === second
}

function isPowerOfTwo(size: number): boolean {
  return size >= 512 && size <= 65536 && (size & (size - 1)) === 0
}

/** @throws RangeError where the file ends before */
function readAt(handle: number, position: number, length: number): Buffer {
  const bytes = Buffer.alloc(length)
  const read = readSync(handle, bytes, 0, length, position)
  if (read === 0) throw new RangeError('The file ended.')
  return bytes
}
