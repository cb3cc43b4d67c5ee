import { readdirSync } from 'node:fs'
import { extname, join } from 'node:path'

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2'
}

export interface PageFile {
  path: string
  contentType: string
}

/**
 * The built page's files by their path in an address, `/assets/index.js` for example. Only what
 * stands in this list is served, so that no spelling of `..`, no backslash and no symbolic link leads out of the
 * folder: a path is looked up, never put together.
 */
export function listPageFiles(folder: string): Map<string, PageFile> {
  const files = new Map<string, PageFile>()
  const visit = (inside: string, address: string): void => {
    for (const entry of readdirSync(inside, { withFileTypes: true })) {
      const path = join(inside, entry.name)
      if (entry.isDirectory()) visit(path, `${address}${entry.name}/`)
      const contentType = CONTENT_TYPES[extname(entry.name)]
      if (entry.isFile() && contentType) files.set(address + entry.name, { path, contentType })
    }
  }
  visit(folder, '/')
  return files
}
