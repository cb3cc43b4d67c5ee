import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { keepSpace } from './free-space'
import { temporaryStore, type TemporaryStore } from './testing/fixtures'

let temporary: TemporaryStore
let waiting: (() => void)[]
beforeEach(() => {
  temporary = temporaryStore()
  waiting = []
})
afterEach(() => temporary.remove())

const MEBIBYTE = 1024 * 1024

/** Leaves so much of the file unused. */
function leave(bytes: number): void {
  const { database } = temporary
  database.exec('CREATE TABLE IF NOT EXISTS ballast (bytes BLOB)')
  database.prepare('INSERT INTO ballast VALUES (zeroblob(?))').run(bytes)
  database.exec('DELETE FROM ballast')
}

const pages = (name: string): number =>
  Number(temporary.database.pragma(name, { simple: true })) * 4096

function workAll(): number {
  let turns = 0
  for (let work = waiting.shift(); work; work = waiting.shift(), turns++) work()
  return turns
}

describe('space that is no longer used', () => {
  it('is given back in portions, but for what will soon be used again', () => {
    leave(40 * MEBIBYTE)
    const before = pages('page_count')
    const space = keepSpace(temporary.database, (work) => waiting.push(work))
    space.look()
    space.look()
    expect(waiting).toHaveLength(1)
    expect(workAll()).toBeGreaterThan(10)
    expect(pages('freelist_count')).toBeLessThanOrEqual(16 * MEBIBYTE)
    expect(before - pages('page_count')).toBeGreaterThan(22 * MEBIBYTE)
    space.look()
    expect(waiting).toEqual([])
  })

  it('stays where it is little, and once the file is closed', () => {
    leave(10 * MEBIBYTE)
    const space = keepSpace(temporary.database, (work) => waiting.push(work))
    space.look()
    expect(waiting).toEqual([])
    leave(40 * MEBIBYTE)
    space.look()
    space.end()
    expect(workAll()).toBe(1)
    expect(pages('freelist_count')).toBeGreaterThan(38 * MEBIBYTE)
  })
})
