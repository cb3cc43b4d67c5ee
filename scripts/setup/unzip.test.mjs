import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { deflateRawSync } from 'node:zlib'
import { unzip } from './unzip.mjs'

let base
let archive
let folder

beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'downhill-unzip-'))
  archive = join(base, 'archive.zip')
  folder = join(base, 'unpacked')
})

afterEach(() => rmSync(base, { recursive: true }))

const bytes = (...fields) =>
  Buffer.concat(
    fields.map(([value, length]) => {
      const field = Buffer.alloc(length)
      field.writeUIntLE(value, 0, length)
      return field
    })
  )

/** Builds an archive by hand from [name, text, { method, mode }]. */
function zip(...files) {
  const locals = []
  const list = []
  let offset = 0
  for (const [path, text, { method = 8, mode = 0o644 } = {}] of files) {
    const name = Buffer.from(path)
    const contents = method === 0 ? Buffer.from(text) : deflateRawSync(text)
    // version, flags, method, time, date, sum of the contents (not looked at), lengths
    const common = [
      [20, 2],
      [0, 2],
      [method, 2],
      [0, 2],
      [0, 2],
      [0, 4],
      [contents.length, 4],
      [text.length, 4],
      [name.length, 2]
    ]
    // an extra field that the list does not have, as real archives do
    const local = [bytes([0x04034b50, 4], ...common, [3, 2]), name, Buffer.from('xyz'), contents]
    // extra, comment, disk, internal attributes, attributes, offset
    const entry = [
      [0, 2],
      [0, 2],
      [0, 2],
      [0, 2],
      [mode * 65536, 4],
      [offset, 4]
    ]
    list.push(bytes([0x02014b50, 4], [20, 2], ...common, ...entry), name)
    locals.push(...local)
    offset += Buffer.concat(local).length
  }
  const entries = Buffer.concat(list)
  const end = bytes(
    [0x06054b50, 4],
    [0, 4],
    [files.length, 2],
    [files.length, 2],
    [entries.length, 4],
    [offset, 4],
    [7, 2]
  )
  return Buffer.concat([...locals, entries, end, Buffer.from('comment')])
}

const keepNames = (name) => name

test('takes out what is asked for, under the names asked for', async () => {
  const long = 'downhill '.repeat(1000)
  writeFileSync(
    archive,
    zip(['app/', ''], ['app/long', long], ['app/short', 'as it is', { method: 0 }], ['other', 'no'])
  )
  await unzip(archive, folder, (name) => (name.startsWith('app/') ? name.slice(4) : undefined))
  expect(readdirSync(folder).sort()).toEqual(['long', 'short'])
  expect(readFileSync(join(folder, 'long'), 'utf8')).toBe(long)
  expect(readFileSync(join(folder, 'short'), 'utf8')).toBe('as it is')
})

test.skipIf(process.platform === 'win32')('a program stays a program', async () => {
  writeFileSync(archive, zip(['program', '#!', { mode: 0o100755 }], ['text', 'words']))
  await unzip(archive, folder, keepNames)
  expect(statSync(join(folder, 'program')).mode & 0o777).toBe(0o755)
  expect(statSync(join(folder, 'text')).mode & 0o777).toBe(0o644)
})

test('writes nothing outside the folder', async () => {
  writeFileSync(archive, zip(['../outside', 'no']))
  await expect(unzip(archive, folder, keepNames)).rejects.toThrow(/leads out of the folder/)
  expect(existsSync(join(base, 'outside'))).toBe(false)
})

test('refuses what is no archive, is damaged or is packed in another way', async () => {
  const good = zip(['file', 'words'])
  const attempt = (contents) => {
    writeFileSync(archive, contents)
    return unzip(archive, folder, keepNames)
  }
  await expect(attempt('no archive')).rejects.toThrow(/no ZIP archive/)
  await expect(attempt(good.subarray(10))).rejects.toThrow(/damaged|cut off/)
  await expect(attempt(Buffer.concat([Buffer.from('damage'), good]))).rejects.toThrow(/damaged/)
  await expect(attempt(zip(['file', 'words', { method: 12 }]))).rejects.toThrow(
    /unknown way \(12\)/
  )
})
