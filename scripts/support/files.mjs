import { renameSync, writeFileSync } from 'node:fs'

/** Writes a file in one step: whoever reads it finds the old contents or the new, never a part. */
export function writeWhole(file, contents) {
  const temporary = `${file}.${process.pid}`
  writeFileSync(temporary, contents)
  renameSync(temporary, file)
}
