import { createReadStream, type ReadStream } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { DownhillError } from '../../shared/errors'
import { intakeRefused } from '../../shared/intake'

const PIECE = 1024 ** 2
const GZIP_MAGIC = [0x1f, 0x8b]
/** No compressed byte stands for more (RFC 1951: 258 bytes by two bits, and a little for the tables). */
export const MOST_UNPACKED_PER_BYTE = 1032

/** A file that a person chose; it may be compressed by gzip, whatever its name. */
export interface SourceFile {
  path: string
  /** Without its folder. */
  name: string
  /** On the disk. */
  size: number
  compressed: boolean
}

/** @throws DownhillError 'intake-refused' where it cannot be read, is no file or is empty. */
export async function openSource(path: string): Promise<SourceFile> {
  const name = basename(path)
  try {
    const found = await stat(path)
    if (!found.isFile()) throw intakeRefused('file-unreadable', { file: name, reason: 'no file' })
    if (found.size === 0) throw intakeRefused('file-empty', { file: name })
    const handle = await open(path)
    try {
      const { buffer } = await handle.read(Buffer.alloc(2), 0, 2, 0)
      const compressed = GZIP_MAGIC.every((value, index) => buffer[index] === value)
      return { path, name, size: found.size, compressed }
    } finally {
      await handle.close()
    }
  } catch (error) {
    throw asRefusal(error, name)
  }
}

/**
 * The contents of a file, unpacked, piece by piece; never more than a few of them are in memory.
 * @param onRead is told of the bytes of the file, as it lies on the disk, that were read since
 * @throws DownhillError 'intake-refused' for damaged compression, or where it cannot be read.
 */
export async function* readPieces(
  { path, name, compressed }: SourceFile,
  onRead: (bytes: number) => void = () => undefined
): AsyncGenerator<Uint8Array> {
  const file = createReadStream(path, { highWaterMark: PIECE })
  file.on('data', (piece) => onRead(piece.length))
  const contents = compressed ? unpack(file) : file
  try {
    for await (const piece of contents) {
      const bytes = piece as Buffer
      yield new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    if (code.startsWith('Z_')) throw intakeRefused('file-compressed', { file: name })
    throw asRefusal(error, name)
  } finally {
    file.destroy()
    contents.destroy()
  }
}

function unpack(file: ReadStream): Readable {
  // pieces of the usual 16 kB would take four times as long
  const gunzip = createGunzip({ chunkSize: PIECE })
  file.on('error', (error) => gunzip.destroy(error))
  return file.pipe(gunzip)
}

/** The first bytes of the contents: as many as asked for, or all there are. */
export async function readBeginning(source: SourceFile, length: number): Promise<Uint8Array> {
  const beginning = new Uint8Array(length)
  let filled = 0
  for await (const piece of readPieces(source)) {
    const part = piece.subarray(0, length - filled)
    beginning.set(part, filled)
    filled += part.length
    if (filled === length) break
  }
  return beginning.subarray(0, filled)
}

function asRefusal(error: unknown, file: string): DownhillError {
  if (error instanceof DownhillError) return error
  const reason = error instanceof Error ? error.message : String(error)
  return intakeRefused('file-unreadable', { file, reason })
}
