/** What must not stand in a file that is mailed to a stranger. */
export interface Personal {
  /** Of this person and computer: user name, host name. */
  names: readonly string[]
  /** Folders with what stands for them, the longest first where one is within another. */
  folders: readonly { path: string; stands: string }[]
  /** Names, notes, tags and authors in the library; names of own data sets. */
  texts: readonly string[]
}

/** Shorter texts would take half the words of a sentence with them, and tell nothing. */
const SHORTEST = 3
/** Any absolute path: what comes after may hold spaces, so all of the line goes. */
const PATH =
  /(?:file:\/\/|\\\\|(?<!<program>)(?<![\w.])\/(?=[\p{L}\p{M}\p{N}_.~-])|\b[A-Za-z]:[\\/])[^\n]*/gu
/** Within quotation marks stands what a person named. */
const QUOTED = /“[^”\n]*”|"[^"\n]*"|'[^'\n]*'|`[^`\n]*`/g

/**
 * A text without anything of a person's. It leaves out too much rather than too little: whatever
 * stands in quotation marks, and every path but those within the program.
 */
export function withoutPersonal(text: string, { names, folders, texts }: Personal): string {
  let left = text
  for (const { path, stands } of folders) {
    for (const spelling of spellings(path)) left = left.replaceAll(spelling, stands)
  }
  left = left.replaceAll(PATH, '<path>').replaceAll(QUOTED, '<text>')
  for (const typed of [...texts].sort((one, other) => other.length - one.length)) {
    left = leaveOut(left, typed, '<text>')
  }
  for (const name of names) left = leaveOut(left, name, '<name>')
  return left
}

function leaveOut(text: string, part: string, stands: string): string {
  const trimmed = part.trim()
  if (trimmed.length < SHORTEST || !text.includes(trimmed)) return text
  return text.replaceAll(trimmed, stands)
}

/** As the system writes it, and as an address. */
function spellings(path: string): string[] {
  if (path.length < SHORTEST) return []
  const asAddress = path.replaceAll('\\', '/')
  return [...new Set([path, asAddress, encodeURI(asAddress)])]
}
