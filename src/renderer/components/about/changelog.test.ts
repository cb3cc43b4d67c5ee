import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parseChangelog } from './changelog'

const root = join(import.meta.dirname, '../../../..')
const own = readFileSync(join(root, 'CHANGELOG.md'), 'utf8')

describe('the changelog', () => {
  it('is read into versions, titles and items', () => {
    const text = [
      '# Changelog',
      'About this file.',
      '## [0.2.0] - 2027-01-05',
      'In short.',
      '### Added',
      '- One thing',
      '  that takes two lines.',
      '- <b>Another</b>',
      '### Fixed',
      '* A third.',
      '## [0.1.0] - not yet released'
    ]
    expect(parseChangelog(text.join('\r\n'))).toEqual([
      {
        version: '0.2.0',
        when: '2027-01-05',
        summary: ['In short.'],
        groups: [
          { title: 'Added', items: ['One thing that takes two lines.', '<b>Another</b>'] },
          { title: 'Fixed', items: ['A third.'] }
        ]
      },
      { version: '0.1.0', when: 'not yet released', summary: [], groups: [] }
    ])
  })

  it('begins with the version of the program', () => {
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      version: string
    }
    expect(parseChangelog(own)[0].version).toBe(version)
  })

  it('loses no word of our own', () => {
    const read = parseChangelog(own).flatMap(({ version, when, summary, groups }) => [
      `## [${version}] - ${when}`,
      ...summary,
      ...groups.flatMap(({ title, items }) => [`### ${title}`, ...items.map((each) => `- ${each}`)])
    ])
    const written = own.slice(own.indexOf('\n## ')).split('\n')
    expect(read).toEqual(written.filter((line) => line !== ''))
  })

  it('uses no marks that the window would show as they are', () => {
    expect(own.slice(own.indexOf('\n## '))).not.toMatch(/[`*_]|\]\(/)
  })
})
