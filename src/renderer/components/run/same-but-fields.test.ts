import { describe, expect, it } from 'vitest'
import { CONFIG_FIELDS } from '../../composables/config-differences'
import { makeRun } from '../../testing/runs'
import { sameButFields } from './same-but-fields'

describe('the settings that may be changed', () => {
  const { config } = makeRun()

  it('are all but the data set where all have an effect', () => {
    const fields = sameButFields({ ...config, optimiser: 'momentum', schedule: 'step' })
    expect([...fields, 'dataset'].sort()).toEqual([...CONFIG_FIELDS].sort())
  })

  it('leave out those without effect on this run', () => {
    const fields = sameButFields({ ...config, optimiser: 'plain', schedule: 'constant' })
    expect(fields).not.toContain('momentum')
    expect(fields).not.toContain('scheduleEvery')
    expect(fields).not.toContain('scheduleFactor')
    expect(fields).toContain('schedule')
  })
})
