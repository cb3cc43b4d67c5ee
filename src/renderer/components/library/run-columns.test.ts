import { describe, expect, it } from 'vitest'
import { CONFIG_FIELDS } from '../../composables/config-differences'
import { makeRun } from '../../testing/runs'
import { COLUMNS, isColumnKey, shownColumns, sortValue, tableWidth } from './run-columns'

const keys = (columns: readonly { key: string }[]): string[] => columns.map(({ key }) => key)

describe('COLUMNS', () => {
  it('has each once, and a column for every setting', () => {
    expect(new Set(keys(COLUMNS)).size).toBe(COLUMNS.length)
    const settings = COLUMNS.flatMap(({ setting }) => setting ?? [])
    expect(settings).toHaveLength(CONFIG_FIELDS.length - 3)
    expect(isColumnKey('setting.batchSize')).toBe(true)
    expect(isColumnKey('setting.nothing')).toBe(false)
  })
})

describe('shownColumns', () => {
  it('shows the usual ones that fit, the most telling first, in their usual order', () => {
    expect(keys(shownColumns(null, 200))).toEqual([
      'name',
      'status',
      'network',
      'differences',
      'epochs',
      'last',
      'best',
      'cost',
      'time',
      'created',
      'tags'
    ])
    const narrow = shownColumns(null, 42)
    expect(keys(narrow)).toEqual(['name', 'status', 'last'])
    expect(tableWidth(narrow)).toBeLessThanOrEqual(42)
  })

  it('shows the name however narrow it is', () => {
    expect(keys(shownColumns(null, 0))).toEqual(['name'])
  })

  it('shows what was chosen, whatever the width', () => {
    const chosen = ['setting.seed', 'owner', 'status'] as const
    expect(keys(shownColumns(chosen, 10))).toEqual(['name', 'status', 'owner', 'setting.seed'])
  })
})

describe('sortValue', () => {
  it('reads settings, and knows what is not there', () => {
    const run = makeRun({ tags: [] })
    expect(sortValue(run, 'setting.batchSize')).toBe(run.config.batchSize)
    expect(sortValue(run, 'setting.activation')).toBe(run.config.activation)
    expect(sortValue(run, 'owner')).toBeNull()
    expect(sortValue(run, 'tags')).toBeNull()
    expect(sortValue({ ...run, tags: ['a', 'b'] }, 'tags')).toBe('a, b')
  })
})
