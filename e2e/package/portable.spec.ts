import { cpSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '../fixtures'
import { row, tried } from '../trials'
import { PackagedProgram, UNPACKED } from './packaged-program'

/** A home of its own, so that whatever is written there is seen; the folder of the program is a copy. */
function stick(folder: string): { program: string; home: string; env: Record<string, string> } {
  const program = join(folder, 'stick')
  const home = join(folder, 'home')
  mkdirSync(home)
  cpSync(UNPACKED, program, { recursive: true })
  const { DISPLAY = '', PATH = '' } = process.env
  return { program, home, env: { DISPLAY, PATH, HOME: home } }
}

const ofDownhill = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) =>
    /downhill/i.test(path)
  )

test(
  'with portable.txt beside the program everything is kept beside it, and the settings say so',
  row('portable'),
  async ({ dataFolder }, info) => {
    const { program, home, env } = stick(dataFolder)
    const data = join(program, 'Downhill data')
    const start = (): Promise<PackagedProgram> =>
      PackagedProgram.start({ executable: join(program, 'downhill'), env })

    writeFileSync(join(program, 'portable.txt'), '')
    const portable = await start()
    expect(await portable.request('library.place', undefined)).toMatchObject({
      folder: data,
      fixed: 'portable'
    })
    expect((await portable.request('library.info', undefined)).runs).toBe(0)
    await portable.page.evaluate(() => (location.hash = '#/settings'))
    await expect(portable.page.getByText('Downhill is portable here')).toBeVisible()
    await expect(portable.page.getByText(data, { exact: true })).toBeVisible()
    await expect(portable.page.getByRole('button', { name: 'Move…' })).toHaveCount(0)
    await portable.quit()
    expect(readdirSync(data)).toEqual(expect.arrayContaining(['downhill.sqlite', 'window']))
    expect(ofDownhill(home)).toEqual([])

    // whoever carries it where nothing can be written is told, and nothing is begun elsewhere
    rmSync(data, { recursive: true })
    writeFileSync(data, 'a file in the way')
    const nowhere = await start()
    await expect(
      nowhere.page.getByText(`so your runs belong in ${data}`, { exact: false }).first()
    ).toBeVisible()
    await expect(nowhere.request('library.info', undefined)).rejects.toMatchObject({
      code: 'portable-unwritable'
    })
    await nowhere.quit()
    expect(ofDownhill(home)).toEqual([])
    tried(info, '2 starts: on a stick, and where nothing can be written')
  }
)
