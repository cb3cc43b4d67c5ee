import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { packMnist } from './pack-mnist.mjs'
import { ExpectedFailure } from './support/program.mjs'

const digits = Buffer.from('digits '.repeat(100))
const sums = { digits: createHash('md5').update(digits).digest('hex') }
let base
let folder

beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'downhill-mnist-'))
  folder = join(base, 'new', 'mnist')
  writeFileSync(join(base, 'digits'), digits)
})

afterEach(() => rmSync(base, { recursive: true }))

const packed = () => join(folder, 'digits.gz')

test('packs the files and adds the credits', async () => {
  await packMnist(folder, base, sums)
  expect(gunzipSync(readFileSync(packed()))).toEqual(digits)
  expect(readFileSync(join(folder, 'credits.txt'), 'utf8')).toContain('Yann LeCun')
  expect(readdirSync(folder).sort()).toEqual(['credits.txt', 'digits.gz'])
})

test('leaves alone what is packed already', async () => {
  await packMnist(folder, base, sums)
  rmSync(join(base, 'digits'))
  await expect(packMnist(folder, base, sums)).resolves.toBeUndefined()
})

test('packs anew what was cut off', async () => {
  await packMnist(folder, base, sums)
  writeFileSync(packed(), readFileSync(packed()).subarray(0, 20))
  await packMnist(folder, base, sums)
  expect(gunzipSync(readFileSync(packed()))).toEqual(digits)
})

test('refuses a file that is not the published one', async () => {
  writeFileSync(join(base, 'digits'), 'other digits')
  const packing = packMnist(folder, base, sums)
  await expect(packing).rejects.toThrow(ExpectedFailure)
  await expect(packing).rejects.toThrow(/MD5 sum differs/)
  expect(readdirSync(folder)).toEqual(['credits.txt'])
})

test('says which file is missing', async () => {
  rmSync(join(base, 'digits'))
  await expect(packMnist(folder, base, sums)).rejects.toThrow(/digits is missing/)
})
