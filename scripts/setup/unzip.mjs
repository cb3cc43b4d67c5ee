import {
  chmodSync,
  closeSync,
  fstatSync,
  mkdirSync,
  openSync,
  readSync,
  writeFileSync
} from 'node:fs'
import { dirname, resolve, sep } from 'node:path'
import { promisify } from 'node:util'
import { inflateRaw } from 'node:zlib'

// the parts of the ZIP format that are read here: signature and length of the fixed part of each record
const END = { signature: 0x06054b50, length: 22, longestComment: 0xffff }
const ENTRY = { signature: 0x02014b50, length: 46 }
const LOCAL_HEADER = { signature: 0x04034b50, length: 30 }
const STORED = 0
const DEFLATED = 8

/**
 * Takes some of the files out of a ZIP archive: an archive of 20,000 files gives up 70 of them in a moment.
 * Reads archives of up to 4 GB without encryption.
 * @param {string} archive path
 * @param {string} folder where to, created if need be
 * @param {(name: string) => string | undefined} rename gives the path, inside `folder`, that an entry is written to;
 *   undefined leaves the entry out
 * @throws Error where the archive is damaged, or a path would leave the folder
 */
export async function unzip(archive, folder, rename) {
  const file = openSync(archive, 'r')
  try {
    for (const entry of readEntries(file)) {
      const name = entry.name.endsWith('/') ? undefined : rename(entry.name)
      if (name === undefined) continue
      const target = resolve(folder, name)
      if (!target.startsWith(resolve(folder) + sep))
        throw new Error(`${name} leads out of the folder`)
      mkdirSync(dirname(target), { recursive: true })
      writeFileSync(target, await readContents(file, entry))
      if (entry.permissions) chmodSync(target, entry.permissions)
    }
  } finally {
    closeSync(file)
  }
}

/** Reads the list of entries, which stands at the end of an archive. */
function readEntries(file) {
  const { offset, length } = findEntries(file)
  const list = readBytes(file, offset, length)
  const entries = []
  for (let at = 0; at + ENTRY.length <= length;) {
    expectSignature(list, at, ENTRY)
    const nameLength = list.readUInt16LE(at + 28)
    entries.push({
      method: list.readUInt16LE(at + 10),
      compressedLength: list.readUInt32LE(at + 20),
      // the upper half of the attributes is the file's mode on Unix
      permissions: (list.readUInt32LE(at + 38) >>> 16) & 0o777,
      offset: list.readUInt32LE(at + 42),
      name: list.toString('utf8', at + ENTRY.length, at + ENTRY.length + nameLength)
    })
    at += ENTRY.length + nameLength + list.readUInt16LE(at + 30) + list.readUInt16LE(at + 32)
  }
  return entries
}

/** Finds the last record, behind which only a comment may follow; it says where the list of entries is. */
function findEntries(file) {
  const { size } = fstatSync(file)
  const start = Math.max(0, size - END.length - END.longestComment)
  const tail = readBytes(file, start, size - start)
  for (let at = tail.length - END.length; at >= 0; at--) {
    if (tail.readUInt32LE(at) !== END.signature) continue
    return { length: tail.readUInt32LE(at + 12), offset: tail.readUInt32LE(at + 16) }
  }
  throw new Error('it is no ZIP archive')
}

async function readContents(file, entry) {
  const header = readBytes(file, entry.offset, LOCAL_HEADER.length)
  expectSignature(header, 0, LOCAL_HEADER)
  // the lengths of name and extra field may differ from those in the list
  const headerLength = LOCAL_HEADER.length + header.readUInt16LE(26) + header.readUInt16LE(28)
  const bytes = readBytes(file, entry.offset + headerLength, entry.compressedLength)
  if (entry.method === STORED) return bytes
  if (entry.method === DEFLATED) return promisify(inflateRaw)(bytes)
  throw new Error(`${entry.name} is compressed in an unknown way (${entry.method})`)
}

function expectSignature(bytes, at, record) {
  if (bytes.readUInt32LE(at) !== record.signature) throw new Error('the ZIP archive is damaged')
}

function readBytes(file, offset, length) {
  const bytes = Buffer.alloc(length)
  if (readSync(file, bytes, 0, length, offset) < length)
    throw new Error('the ZIP archive is cut off')
  return bytes
}
