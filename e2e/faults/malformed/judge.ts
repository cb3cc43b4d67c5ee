import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { PlainError } from '../../../src/shared/errors'
import { expect } from '../../fixtures'

/** A sentence for a person: with its code, and nothing of what a programmer would say. */
export function expectSentence({ code, message }: PlainError): void {
  expect(code, message).not.toBe('internal')
  expect(message).toMatch(/^["“/\p{L}-].{10,600}\.$/su)
  expect(message).not.toMatch(/undefined|\[object|Error:|\n\s+at |[\p{Cc}\p{Cs}]/u)
}

/** Rows of each table of a library. The database is sound, and no row is without what it belongs to. */
export function soundRows(file: string): Record<string, number> {
  const database = new Database(file, { readonly: true })
  try {
    expect(database.pragma('integrity_check', { simple: true })).toBe('ok')
    expect(database.pragma('foreign_key_check')).toEqual([])
    const tables = database
      .prepare("SELECT name FROM sqlite_master WHERE type = 'table'")
      .pluck()
      .all() as string[]
    const count = (table: string): number =>
      Number(database.prepare(`SELECT count(*) FROM "${table}"`).pluck().get())
    return Object.fromEntries(tables.map((table) => [table, count(table)]))
  } finally {
    database.close()
  }
}

/** All files below a folder but what SQLite itself keeps beside a database. */
export function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/-(wal|shm)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort()
}
