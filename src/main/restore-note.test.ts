import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { temporaryFolder } from '../store/testing/fixtures'
import { leaveOutcome, takeOutcome } from './restore-note'

let folder: string
let remove: () => void
beforeEach(() => {
  ;({ folder, remove } = temporaryFolder())
})
afterEach(() => remove())

describe('the note of what became of a restore', () => {
  it('is told once', () => {
    const outcome = { date: '2026-11-23', kept: '/a/file', error: null }
    leaveOutcome(folder, outcome)
    expect(takeOutcome(folder)).toEqual(outcome)
    expect(takeOutcome(folder)).toBeNull()
  })

  it('tells of every failure', () => {
    // the process that was to do it ended
    const error = { code: 'process-ended' as const, message: 'It ended.', values: {} }
    leaveOutcome(folder, { date: '2026-11-23', kept: null, error })
    expect(takeOutcome(folder)).toMatchObject({ error })
  })
})
