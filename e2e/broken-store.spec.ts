import { mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from './fixtures'
import { Program } from './program'

/** The answer to a request, as the page gets it. */
function listRuns(program: Program): Promise<unknown> {
  return program.page.evaluate(() => window.downhill.request('runs.list', undefined))
}

test.use({ pageStaysQuiet: false })

test('a file of runs of a newer program is refused, untouched, and the window says so', async ({
  dataFolder
}) => {
  const file = join(dataFolder, 'downhill.sqlite')
  const first = await Program.launch(dataFolder)
  await listRuns(first)
  await first.close()
  // the user version stands at byte 60 of an SQLite file, four bytes, big-endian
  const bytes = readFileSync(file)
  bytes.writeUInt32BE(9999, 60)
  writeFileSync(file, bytes)

  const program = await Program.launch(dataFolder)
  expect(await listRuns(program)).toMatchObject({ ok: false, error: { code: 'store-newer' } })
  expect(await program.request('app.info', undefined)).toMatchObject({ dataFolder, sqlite: '' })
  await program.close()
  expect(readFileSync(file).equals(bytes)).toBe(true)
})

test('a damaged file of runs is set aside, and the window can tell', async ({ dataFolder }) => {
  writeFileSync(join(dataFolder, 'downhill.sqlite'), 'this is no database'.repeat(1000))
  const program = await Program.launch(dataFolder)
  expect(await program.runs()).toEqual([])
  const { notice } = await program.request('app.info', undefined)
  expect(notice).toMatchObject({ code: 'store-damaged' })
  expect(readFileSync(String(notice?.values.file), 'utf8')).toContain('this is no database')
  await program.close()
})

test('where no file can be kept, the window opens and says so', async ({ dataFolder }) => {
  const occupied = join(dataFolder, 'occupied')
  writeFileSync(occupied, 'a file, and no folder for anything')
  const program = await Program.launch(join(occupied, 'runs'))
  expect(await listRuns(program)).toMatchObject({ ok: false, error: { code: 'store-unavailable' } })
  await program.close()
})

test('a file that could not be opened is tried again when the window asks again', async ({
  dataFolder
}) => {
  const inTheWay = join(dataFolder, 'downhill.sqlite')
  mkdirSync(inTheWay)
  const program = await Program.launch(dataFolder)
  expect(await listRuns(program)).toMatchObject({ ok: false, error: { code: 'store-unavailable' } })
  rmdirSync(inTheWay)
  expect(await program.runs()).toEqual([])
  await program.close()
})
