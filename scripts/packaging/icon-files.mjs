/**
 * The two containers in which Windows and macOS want an icon: short tables of contents, then PNGs as they are.
 */

const ICO_HEADER_BYTES = 6
const ICO_ENTRY_BYTES = 16

/**
 * A Windows icon.
 * @param {{ size: number, png: Buffer }[]} pictures square, at most 256 px
 */
export function icoFile(pictures) {
  const header = Buffer.alloc(ICO_HEADER_BYTES)
  header.writeUInt16LE(1, 2)
  header.writeUInt16LE(pictures.length, 4)
  let offset = ICO_HEADER_BYTES + ICO_ENTRY_BYTES * pictures.length
  const entries = pictures.map(({ size, png }) => {
    const entry = Buffer.alloc(ICO_ENTRY_BYTES)
    // 0 stands for 256
    entry.writeUInt8(size % 256, 0)
    entry.writeUInt8(size % 256, 1)
    entry.writeUInt16LE(1, 4)
    entry.writeUInt16LE(32, 6)
    entry.writeUInt32LE(png.length, 8)
    entry.writeUInt32LE(offset, 12)
    offset += png.length
    return entry
  })
  return Buffer.concat([header, ...entries, ...pictures.map(({ png }) => png)])
}

/**
 * What macOS calls its PNGs, by their size in pixels: 16 points are drawn from 32 pixels, because the names of
 * smaller ones are read differently by different versions.
 */
const ICNS_NAMES = [
  ['ic11', 32],
  ['ic12', 64],
  ['ic07', 128],
  ['ic08', 256],
  ['ic13', 256],
  ['ic09', 512],
  ['ic14', 512],
  ['ic10', 1024]
]

/** A macOS icon. @param {{ size: number, png: Buffer }[]} pictures with every size from 32 to 1024 */
export function icnsFile(pictures) {
  const parts = ICNS_NAMES.flatMap(([name, size]) => {
    const { png } = pictures.find((picture) => picture.size === size)
    return [nameAndLength(name, png.length + 8), png]
  })
  const length = parts.reduce((bytes, part) => bytes + part.length, 8)
  return Buffer.concat([nameAndLength('icns', length), ...parts])
}

function nameAndLength(name, length) {
  const bytes = Buffer.alloc(8, name, 'latin1')
  bytes.writeUInt32BE(length, 4)
  return bytes
}
