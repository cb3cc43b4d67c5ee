import { expect, test } from 'vitest'
import { icnsFile, icoFile } from './icon-files.mjs'

const picture = (size) => ({ size, png: Buffer.from(`the picture of ${size} pixels`) })

test('an .ico leads to each of its pictures', () => {
  const sizes = [16, 32, 256]
  const file = icoFile(sizes.map(picture))
  expect([file.readUInt16LE(0), file.readUInt16LE(2), file.readUInt16LE(4)]).toEqual([0, 1, 3])
  sizes.forEach((size, index) => {
    const entry = 6 + 16 * index
    expect(file.readUInt8(entry)).toBe(size === 256 ? 0 : size)
    const begin = file.readUInt32LE(entry + 12)
    const { png } = picture(size)
    expect(file.subarray(begin, begin + file.readUInt32LE(entry + 8))).toEqual(png)
  })
  expect(file.length).toBe(
    6 + 16 * 3 + sizes.reduce((sum, size) => sum + picture(size).png.length, 0)
  )
})

test('an .icns names and measures its pictures', () => {
  const file = icnsFile([32, 64, 128, 256, 512, 1024].map(picture))
  expect(file.toString('latin1', 0, 4)).toBe('icns')
  expect(file.readUInt32BE(4)).toBe(file.length)
  const found = {}
  for (let at = 8; at < file.length; at += file.readUInt32BE(at + 4)) {
    found[file.toString('latin1', at, at + 4)] = file.toString(
      'utf8',
      at + 8,
      at + file.readUInt32BE(at + 4)
    )
  }
  expect(found.ic11).toBe('the picture of 32 pixels')
  expect(found.ic10).toBe('the picture of 1024 pixels')
  expect(Object.keys(found)).toHaveLength(8)
})
