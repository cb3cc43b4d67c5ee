/** A version of the program, and what is new in it. */
export interface Release {
  version: string
  /** A date, or why there is none. */
  when: string
  /** What is said before the first list. */
  summary: string[]
  groups: { title: string; items: string[] }[]
}

/**
 * Reads CHANGELOG.md: `## [version] - when`, below it paragraphs, `### title`, and lists. What stands
 * before the first version is about the file itself. Everything else becomes text, whatever it looks like.
 */
export function parseChangelog(text: string): Release[] {
  const releases: Release[] = []
  for (const line of text.split(/\r?\n/)) {
    const begun = /^## \[(.+?)\] - (.+)$/.exec(line)
    if (begun) releases.push({ version: begun[1], when: begun[2], summary: [], groups: [] })
    const release = releases.at(-1)
    if (!begun && release && line.trim() !== '') readLine(line, release)
  }
  return releases
}

function readLine(line: string, { summary, groups }: Release): void {
  const title = /^### (.+)$/.exec(line)
  if (title) {
    groups.push({ title: title[1], items: [] })
    return
  }
  const item = /^[-*] (.+)$/.exec(line)
  const list = groups.at(-1)?.items ?? summary
  // a line that begins nothing goes on with what is before it
  if (!item && groups.length > 0 && list.length > 0) list[list.length - 1] += ` ${line.trim()}`
  else list.push(item ? item[1] : line.trim())
}
