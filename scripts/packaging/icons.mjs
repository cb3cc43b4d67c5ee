import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { root } from '../support/paths.mjs'
import { icnsFile, icoFile } from './icon-files.mjs'

const SIZES = [16, 24, 32, 48, 64, 128, 256, 512, 1024]
/** Up to this size the drawing with fewer parts is used, in pixels. */
const LARGEST_SMALL = 32
const LARGEST_OF_WINDOWS = 256
/** The window's own icon, from which the desktop makes what it needs. */
const WINDOW_SIZE = 512

const drawings = join(root, 'packaging', 'icon')

/**
 * Draws the icons of the program and of its files from packaging/icon: in `folder` icons/16x16.png … and icon.ico,
 * icon.icns, icon.svg, icon.png; document/16x16.png … and document.ico, document.icns, document.svg. The packages
 * of packaging/ must be installed.
 */
export function renderIcons(folder) {
  renderIcon({ drawing: 'program', folder, pictures: 'icons', name: 'icon' })
  renderIcon({ drawing: 'document', folder, pictures: 'document', name: 'document' })
  copyFileSync(join(folder, 'icons', `${WINDOW_SIZE}x${WINDOW_SIZE}.png`), join(folder, 'icon.png'))
}

function renderIcon({ drawing, folder, pictures: subfolder, name }) {
  const pictures = SIZES.map((size) => ({ size, png: renderDrawing(drawing, size) }))
  mkdirSync(join(folder, subfolder), { recursive: true })
  for (const { size, png } of pictures) {
    writeFileSync(join(folder, subfolder, `${size}x${size}.png`), png)
  }
  const ofWindows = pictures.filter(({ size }) => size <= LARGEST_OF_WINDOWS)
  writeFileSync(join(folder, `${name}.ico`), icoFile(ofWindows))
  writeFileSync(join(folder, `${name}.icns`), icnsFile(pictures))
  copyFileSync(join(drawings, `${drawing}.svg`), join(folder, `${name}.svg`))
}

/** A PNG of one of the drawings in packaging/icon, `size` pixels wide and high. */
function renderDrawing(drawing, size) {
  const file = size <= LARGEST_SMALL ? `${drawing}-small.svg` : `${drawing}.svg`
  const { Resvg } = createRequire(join(root, 'packaging', 'package.json'))('@resvg/resvg-js')
  const svg = readFileSync(join(drawings, file), 'utf8')
  return new Resvg(svg, { fitTo: { mode: 'width', value: size } }).render().asPng()
}
