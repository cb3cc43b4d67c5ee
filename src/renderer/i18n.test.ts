import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  ACTIVATIONS,
  COSTS,
  INITIALISATIONS,
  OPTIMISERS,
  REDUCTIONS,
  SCHEDULES
} from '../shared/run-config'
import { PRESET_IDS } from '../shared/presets'
import { RUN_STATUSES } from '../shared/run'
import { CONFIG_FIELDS } from './composables/config-differences'
import { english, i18n } from './i18n'

/** All keys of the catalogue, as `area.key`. */
function flatten(messages: object, prefix = ''): string[] {
  return Object.entries(messages).flatMap(([key, value]) =>
    typeof value === 'object' ? flatten(value, `${prefix}${key}.`) : [`${prefix}${key}`]
  )
}

const keys = flatten(english)

/** The source of the window, without tests. */
const sources = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.(vue|ts)$/.test(file) && !file.endsWith('.test.ts'))
  .map((file) => readFileSync(join(import.meta.dirname, file), 'utf8'))

const fixed = sources.flatMap((source) =>
  [...source.matchAll(/\bt\(\s*'([^']+)'/g)].map(([, key]) => key)
)
/** Keys made at run time, as patterns: `runs.status.${status}` becomes /^runs\.status\.[^.]+$/. */
const made = sources
  .flatMap((source) => [...source.matchAll(/\bt\(\s*`([^`]+)`/g)].map(([, key]) => key))
  .map((key) => {
    const parts = key.split(/\$\{[^}]+\}/).map((part) => part.replaceAll('.', '\\.'))
    return new RegExp(`^${parts.join('[^.]+')}$`)
  })

describe('the message catalogue', () => {
  it('has every key that the window asks for', () => {
    expect(fixed.length).toBeGreaterThan(100)
    expect(fixed.filter((key) => !keys.includes(key))).toEqual([])
    expect(made.filter((pattern) => !keys.some((key) => pattern.test(key)))).toEqual([])
  })

  it('has no message that nobody asks for', () => {
    const literals = new Set(
      sources.flatMap((source) =>
        [...source.matchAll(/'([\w-]+(\.[\w-]+)+)'/g)].map(([, key]) => key)
      )
    )
    const unused = keys.filter(
      (key) => !literals.has(key) && !made.some((pattern) => pattern.test(key))
    )
    expect(unused).toEqual([])
  })

  it('has words for every setting, status and choice', () => {
    for (const field of CONFIG_FIELDS) expect(keys).toContain(`settings.fields.${field}`)
    for (const status of RUN_STATUSES) expect(keys).toContain(`runs.status.${status}`)
    for (const field of CONFIG_FIELDS) expect(keys).toContain(`settings.short.${field}`)
    for (const each of ACTIVATIONS) expect(keys).toContain(`settings.activations.${each}`)
    for (const each of COSTS) expect(keys).toContain(`settings.costs.${each}`)
    for (const each of INITIALISATIONS) {
      expect(keys).toContain(`settings.initialisations.${each}`)
      expect(keys).toContain(`train.hints.initialisations.${each}`)
    }
    for (const each of OPTIMISERS) {
      expect(keys).toContain(`settings.optimisers.${each}`)
      expect(keys).toContain(`train.hints.optimisers.${each}`)
    }
    for (const each of REDUCTIONS) {
      expect(keys).toContain(`settings.reductions.${each}`)
      expect(keys).toContain(`train.hints.reductions.${each}`)
    }
    for (const each of PRESET_IDS) expect(keys).toContain(`train.presets.${each}.expect`)
    for (const each of SCHEDULES) {
      expect(keys).toContain(`settings.schedules.${each}`)
      expect(keys).toContain(`settings.schedulesInShort.${each}`)
    }
  })

  it('counts', () => {
    const { t } = i18n.global
    expect(t('runs.delete.done', { count: 1, name: 'a' }, 1)).toBe('Deleted “a”.')
    expect(t('runs.delete.done', { count: 3, name: 'a' }, 3)).toBe('Deleted 3 runs.')
    expect(t('train.outcome.queued', { ahead: 0 }, 0)).toContain('is next')
    expect(t('train.outcome.queued', { ahead: 2 }, 2)).toContain('2 runs wait')
  })
})
