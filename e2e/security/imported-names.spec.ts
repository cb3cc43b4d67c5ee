import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { writeBundle } from '../../src/bundle/bundle'
import { smallBundle, smallRun } from '../../src/bundle/testing/small-bundle'
import { storeOwnDataset } from '../../src/datasets/own-datasets'
import { smallPictures } from '../../src/datasets/testing/small-dataset'
import { answerDialogs } from '../dialogs'
import { expect, test } from '../fixtures'
import { row, tried } from '../trials'

/** Text that a page, a picture, a script or a template would act on, where it is not taken as text. */
const CORPUS = [
  '<img src=x onerror="window.acted=1">',
  '<script>window.acted=2</script>',
  '"><svg onload=window.acted=3>',
  '{{constructor.constructor("window.acted=4")()}}',
  'javascript:window.acted=5',
  "'-window.acted=6-'",
  '<iframe srcdoc="<script>parent.acted=7</script>">',
  '\u202e</title><style>*{display:none}</style>'
]
const SCREENS = [
  '',
  'descent',
  'train',
  'network',
  'runs',
  'draw',
  'duel',
  'data',
  'settings',
  'about'
]

test(
  'names of others are text on every screen',
  row('32-33'),
  async ({ program, dataFolder }, info) => {
    test.setTimeout(120_000)
    const { page } = program
    const runs = CORPUS.map((name, index) =>
      smallRun(index + 1, {
        ...{
          name,
          author: name,
          note: CORPUS.join('\n'),
          tags: [name.replaceAll(',', ' ').slice(0, 30)]
        },
        forkedFrom: { uuid: '00000000-0000-4000-8000-ffffffffffff', name, epoch: 1, step: 5 }
      })
    )
    const files = join(dataFolder, 'files')
    mkdirSync(files)
    const file = join(files, '<img src=x onerror=window.acted=8>.downhill')
    writeFileSync(file, writeBundle({ ...smallBundle(runs), author: CORPUS[0] }))
    await storeOwnDataset(
      dataFolder,
      smallPictures({
        name: CORPUS[0],
        classNames: [CORPUS[1], CORPUS[2]],
        source: CORPUS[2],
        licence: CORPUS[1]
      })
    )
    await answerDialogs(program, { open: [file] })
    await program.open('#/runs')
    const scripts = await page.locator('script').count()
    const imported = await program.request('files.importRuns', undefined)
    const ids = imported?.[0].runs.map(({ runId }) => runId) ?? []
    expect(ids).toHaveLength(CORPUS.length)

    const all = [
      ...SCREENS,
      `runs/${ids[0]}`,
      `network/${ids[0]}`,
      `train/${ids[0]}`,
      `report?runs=${ids.join(',')}`,
      `compare?runs=${ids.join(',')}`
    ]
    const shown: string[] = []
    for (const screen of all) {
      await program.open(`#/${screen}`)
      await page.getByRole('heading', { level: 1 }).first().waitFor()
      await page.waitForTimeout(200)
      expect(await page.evaluate(() => Reflect.get(window, 'acted')), screen).toBeUndefined()
      expect(await page.locator('script').count(), screen).toBe(scripts)
      expect(
        await page.locator('[src="x"], iframe, [onload], [onerror], [href^="javascript"]').count(),
        screen
      ).toBe(0)
      const text = await page.locator('body').innerText()
      if (CORPUS.some((name) => text.includes(name))) shown.push(screen)
    }
    expect(shown).toContain('runs')
    expect(shown).toContain('data')
    expect(shown.length).toBeGreaterThan(4)
    tried(
      info,
      `${CORPUS.length} texts as names, notes, tags, authors and classes; ${all.length} screens, shown as they are on ${shown.length}`
    )
  }
)
