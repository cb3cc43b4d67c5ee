import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../support/paths.mjs'
import { readJson } from '../support/tools.mjs'
import { mayBeUsed } from './allowed.mjs'

/** Every folder with packages of its own. */
const FOLDERS = ['.', 'packaging', 'e2e/onnx']

/**
 * The licences of all packages that a lock file names, also of those for other systems.
 * @param {string[]} [folders] from the checkout; those without a lock file are left out
 * @returns {{ checked: number, refused: string[] }} refused: "folder: package version: licence", one a line
 */
export function auditLicences(folders = FOLDERS) {
  const locks = folders.filter((folder) => existsSync(join(root, folder, 'package-lock.json')))
  const entries = locks.flatMap((folder) => packagesIn(folder))
  return {
    checked: entries.length,
    refused: entries
      .filter(({ license }) => !mayBeUsed(license))
      .map(
        ({ folder, path, version, license }) =>
          `${folder}: ${path} ${version}: ${license ?? 'no licence stated'}`
      )
  }
}

function packagesIn(folder) {
  const { packages } = readJson(join(root, folder, 'package-lock.json'))
  return Object.entries(packages)
    .filter(([path, { link }]) => path !== '' && !link)
    .map(([path, { version, license }]) => ({
      folder,
      path: path.replace(/^node_modules\//, ''),
      version,
      license
    }))
}
