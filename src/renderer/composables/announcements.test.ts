import { beforeEach, describe, expect, it, vi } from 'vitest'
import { announcementFor } from './use-training-announcements'

describe('announcementFor', () => {
  it('says what a change of status means', () => {
    expect(announcementFor('queued', 'running')).toBe('started')
    expect(announcementFor('paused', 'running')).toBe('continued')
    expect(announcementFor('interrupted', 'running')).toBe('started')
    expect(announcementFor('running', 'paused')).toBe('paused')
    expect(announcementFor('running', 'diverged')).toBe('diverged')
    expect(announcementFor('running', 'finished')).toBe('finished')
  })

  it('says nothing where nothing changed, or a run only waits', () => {
    expect(announcementFor('running', 'running')).toBeUndefined()
    expect(announcementFor(undefined, 'queued')).toBeUndefined()
  })
})

describe('announce', () => {
  let now = 0

  beforeEach(() => {
    vi.resetModules()
    now = 0
    vi.spyOn(performance, 'now').mockImplementation(() => now)
  })

  it('drops what comes too soon after the last sentence, and only that', async () => {
    const { announce, useAnnouncer } = await import('./use-announcer')
    const { sentence } = useAnnouncer()
    announce('epoch 1', { atMostEvery: 10_000 })
    now = 9_000
    announce('epoch 2', { atMostEvery: 10_000 })
    expect(sentence.value).toBe('epoch 1')
    announce('paused')
    expect(sentence.value).toBe('paused')
    now = 19_000
    announce('epoch 9', { atMostEvery: 10_000 })
    expect(sentence.value).toBe('epoch 9')
  })

  it('changes the region even for the same words again', async () => {
    const { announce, useAnnouncer } = await import('./use-announcer')
    const { sentence } = useAnnouncer()
    announce('paused')
    const first = sentence.value
    announce('paused')
    expect(sentence.value).not.toBe(first)
    expect(sentence.value.trim()).toBe('paused')
  })
})
