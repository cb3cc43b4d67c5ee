import { mkdirSync, rmdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from './fixtures'
import { Program } from './program'

/** The answer to a request, as the page gets it. */
function listRuns(program: Program): Promise<unknown> {
  return program.page.evaluate(() => window.downhill.request('runs.list', undefined))
}

test.use({ pageStaysQuiet: false })

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
