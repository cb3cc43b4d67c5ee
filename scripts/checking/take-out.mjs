import { ExpectedFailure } from '../support/program.mjs'

/**
 * The files as they are without a protection.
 * @param {{ file: string, text: string, replacement: string }[]} edits the text occurs once in its file
 * @param {(file: string) => string} read
 * @returns {[file: string, text: string][]}
 * @throws ExpectedFailure where the text is not there any more, or is there twice
 */
export function applyEdits(edits, read) {
  const texts = new Map()
  for (const { file, text, replacement } of edits) {
    const before = texts.get(file) ?? read(file)
    const times = before.split(text).length - 1
    if (times !== 1) {
      throw new ExpectedFailure(
        `${file} has this ${times} times, and should once: ${text.trim().split('\n')[0]} … Look for the protection there, and write it down anew.`
      )
    }
    texts.set(
      file,
      before.replace(text, () => replacement)
    )
  }
  return [...texts]
}
