import { existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { encode } from 'fast-png'
import { answerDialogs } from './dialogs'
import { findAxeProblems, overflowAtDoubleText } from './findings'
import { expect, test } from './fixtures'
import type { Program } from './program'
import { startRun, untilRun } from './runs'

const KINDS = {
  idx: 'Choose files…',
  csv: 'Choose a table…',
  folder: 'Choose a folder…'
} as const

function write(file: string, contents: Uint8Array | string): string {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, contents)
  return file
}

/** An IDX file of bytes. */
function idx(dimensions: number[], values: Uint8Array): Uint8Array {
  const header = Buffer.alloc(4 + 4 * dimensions.length)
  header.set([0, 0, 8, dimensions.length])
  dimensions.forEach((size, place) => header.writeUInt32BE(size, 4 + 4 * place))
  return Buffer.concat([header, values])
}

/** Bars at ten heights, and their labels. */
function bars(count: number): { pictures: Uint8Array; labels: Uint8Array } {
  const pictures = new Uint8Array(count * 784)
  for (let place = 0; place < count; place++) {
    const begin = place * 784 + (4 + 2 * (place % 10)) * 28
    pictures.fill(100 + (place % 150), begin, begin + 28)
  }
  const labels = Uint8Array.from({ length: count }, (_, place) => place % 10)
  return { pictures: idx([count, 28, 28], pictures), labels: idx([count], labels) }
}

const disc = (side: number, ink: number): Uint8Array =>
  encode({
    width: side,
    height: side,
    channels: 1,
    depth: 8,
    data: Uint8Array.from({ length: side * side }, (_, at) =>
      Math.hypot((at % side) - side / 2, at / side - side / 2) < side / 4 ? ink : 250
    )
  })

async function openDialog(program: Program): Promise<void> {
  await program.open('#/data')
  await program.page.getByRole('button', { name: /^Import/ }).click()
}

/** Chooses files as a person does; null: changes their mind in the system's dialog. */
async function choose(
  program: Program,
  kind: keyof typeof KINDS,
  paths: string[] | null
): Promise<void> {
  await answerDialogs(program, { open: paths })
  await program.page.getByRole('button', { name: KINDS[kind] }).click()
}

async function ownDatasets(program: Program): Promise<string[]> {
  const all = await program.request('datasets.list', undefined)
  return all.filter(({ origin }) => origin === 'own').map(({ id }) => id)
}

test('four IDX files come in by the keyboard alone, and are trained on', async ({
  program,
  dataFolder
}) => {
  const { page } = program
  const folder = join(dataFolder, 'bars')
  const paths = [
    { name: 'train', ...bars(600) },
    { name: 't10k', ...bars(200) }
  ].flatMap(({ name, pictures, labels }) => [
    write(join(folder, `${name}-labels-idx1-ubyte.gz`), gzipSync(labels)),
    write(join(folder, `${name}-images-idx3-ubyte.gz`), gzipSync(pictures))
  ])
  await answerDialogs(program, { open: paths })
  await program.open('#/data')
  await page.getByRole('button', { name: /^Import/ }).focus()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('button', { name: KINDS.idx })).toBeFocused()
  expect(await findAxeProblems(page, 'kinds')).toEqual([])
  await page.keyboard.press('Enter')

  await expect(dialog.getByRole('status')).toContainText(
    '800 pictures in 10 classes: 600 for training, 200 for testing.'
  )
  await expect(dialog.getByRole('img', { name: '4 pictures of the class 7' })).toBeVisible()
  await expect(dialog.getByRole('row', { name: '7 60 20' })).toBeVisible()
  expect(await ownDatasets(program)).toEqual([])
  expect(await findAxeProblems(page, 'preview')).toEqual([])
  expect(await overflowAtDoubleText(page)).toBe(0)

  const name = dialog.getByLabel('Name')
  await expect(name).toHaveValue('bars')
  await name.focus()
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.type('Ten bars')
  await page.keyboard.press('Enter')
  await expect(dialog).toBeHidden()
  await expect(page.getByRole('heading', { name: 'Ten bars', exact: true })).toBeVisible()

  const [id] = await ownDatasets(program)
  const run = await startRun(program, {
    name: 'bars',
    config: { dataset: id, hiddenLayers: [8], batchSize: 20, epochs: 6 }
  })
  const ended = await untilRun(program, run.id, 'ends', ({ status }) => status === 'finished')
  expect(ended.datasetFingerprint.slice(0, 12)).toBe(id.slice('own-'.length))
})

test('broken files end in a sentence, and the library stays as it was', async ({
  program,
  dataFolder
}) => {
  const { page } = program
  const { pictures, labels } = bars(40)
  const at = (name: string): string => join(dataFolder, 'broken', name)
  const good = [write(at('pictures'), pictures), write(at('labels'), labels)]
  const claim = Buffer.from(pictures.subarray(0, 16))
  claim.writeUInt32BE(2_740_000, 4)
  const table = (name: string, row: (place: number) => string): string =>
    write(at(name), Array.from({ length: 40 }, (_, place) => row(place)).join('\n'))
  const cases: [kind: keyof typeof KINDS, paths: string[], sentence: RegExp][] = [
    ['idx', [good[0]], /^That is one file/],
    [
      'idx',
      [write(at('cut'), pictures.subarray(0, 9000)), good[1]],
      /^cut declares .* damaged or cut off/
    ],
    [
      'idx',
      [write(at('cut.gz'), gzipSync(pictures).subarray(0, 90)), good[1]],
      /cut\.gz is compressed/
    ],
    [
      'idx',
      [write(at('magic'), `x${Buffer.from(pictures).toString('latin1')}`), good[1]],
      /magic is no IDX file/
    ],
    ['idx', [write(at('claim'), claim), good[1]], /claim has more than 1,000,000 examples/],
    [
      'idx',
      [write(at('size'), idx([4, 32, 32], new Uint8Array(4096))), good[1]],
      /pictures of 32 × 32/
    ],
    ['idx', [good[0], write(at('few'), bars(30).labels)], /40 pictures, and few has 30 labels/],
    [
      'csv',
      [table('nan.csv', () => 'NaN,0.5,a')],
      /Nothing in nan\.csv .* “NaN” in column 1 is no number/
    ],
    [
      'csv',
      [table('comma.csv', (place) => `0,${place};1,5;a`)],
      /“0,0” in column 1 has a decimal comma/
    ],
    ['csv', [table('four.csv', () => '1,2,3,4')], /four\.csv has 4 columns/],
    [
      'csv',
      [table('one class.csv', (place) => `${place},1,a`)],
      /All examples have the same class/
    ],
    ['folder', [dirname(write(at('flat/1.png'), disc(28, 0)))], /There is no folder in it/],
    [
      'folder',
      [dirname(dirname(write(at('no pictures/a/1.png'), 'a text')))],
      /neither a PNG nor a JPEG/
    ]
  ]
  await openDialog(program)
  for (const [kind, paths, sentence] of cases) {
    await choose(program, kind, paths)
    await expect(page.getByRole('alert')).toHaveText(sentence)
  }
  expect(await findAxeProblems(page, 'refused')).toEqual([])
  await choose(program, 'idx', null)
  await expect(page.getByRole('alert')).toBeHidden()
  await expect(page.getByRole('button', { name: KINDS.idx })).toBeVisible()
  expect(await ownDatasets(program)).toEqual([])
  expect(existsSync(join(dataFolder, 'datasets'))).toBe(false)
})

test('a table of 100,000 rows: what is bad is told by its line, what is guessed can be changed', async ({
  program,
  dataFolder
}) => {
  const { page } = program
  const rows = Array.from({ length: 100_000 }, (_, place) => {
    const angle = place / 4000
    return `${(place % 2 ? 60 : 90) * Math.cos(angle)},${90 * Math.sin(angle)},${place % 2 ? 'in' : 'out'}`
  })
  rows[41] = '1,,in'
  rows[42] = '1,NaN,in'
  rows[43] = '1,2'
  const file = write(join(dataFolder, 'rings.csv'), `x,y,kind\n${rows.join('\n')}\n`)
  await openDialog(program)
  await choose(program, 'csv', [file])
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('status')).toContainText('99,997 points in 2 classes: 79,997')
  await expect(dialog.getByText('3 are left out, with their reasons below.')).toBeVisible()
  for (const row of [
    'rings.csv, line 43 Column 2 is empty.',
    'rings.csv, line 44 “NaN” in column 2 is no number.',
    'rings.csv, line 45 It has 2 columns instead of 3.'
  ]) {
    await expect(dialog.getByRole('row', { name: row })).toBeVisible()
  }
  await expect(dialog.getByText(/stretched to −1 to 1.* −?-90 … 90/)).toBeVisible()
  await expect(dialog.getByRole('img', { name: /99,997/ })).toBeVisible()
  expect(await findAxeProblems(page, 'table')).toEqual([])

  await dialog.getByLabel('Share for testing').selectOption('50%')
  await expect(dialog.getByText(/49,99\d for training, (49,99\d|50,000) for testing/)).toBeVisible()
  await dialog.getByLabel('Stretch the numbers').uncheck()
  await expect(dialog.getByText(/stretched to −1 to 1, where/)).toBeHidden()
  await dialog.getByRole('button', { name: 'Store' }).click()
  await expect(dialog).toBeHidden()
  expect(await ownDatasets(program)).toHaveLength(1)
})

test('a folder of pictures comes in without what is none; and is called off at once', async ({
  program,
  dataFolder
}) => {
  const { page } = program
  const at = (name: string): string => join(dataFolder, 'pets', name)
  for (let number = 0; number < 12; number++) {
    write(at(`cat/${number}.png`), disc(40, 0))
    write(at(`dog/${number}.png`), disc(60, 120))
  }
  const huge = Buffer.from(disc(28, 0))
  huge.writeUInt32BE(60_000, 16)
  huge.writeUInt32BE(60_000, 20)
  write(at('cat/huge.png'), huge)
  write(at('dog/text.png'), 'no picture')
  mkdirSync(at('bird'))
  symlinkSync(dataFolder, at('dog/outside'))
  await openDialog(program)
  await choose(program, 'folder', [join(dataFolder, 'pets')])
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('status')).toContainText(
    '24 pictures in 2 classes: 20 for training'
  )
  for (const row of [
    'cat/huge.png It has 60,000 × 60,000 pixels. At most 25 million can be read.',
    'dog/text.png It is neither a PNG nor a JPEG picture, whatever its name says.',
    'dog/outside It is a link, and links are not followed.'
  ]) {
    await expect(dialog.getByRole('row', { name: row })).toBeVisible()
  }
  await expect(dialog.getByText('One class has no example and is left out: bird.')).toBeVisible()
  const inverted = dialog.getByLabel('Dark on light')
  await expect(inverted).toBeChecked()
  await inverted.uncheck()
  await expect(inverted).not.toBeChecked()
  await dialog.getByRole('button', { name: 'Choose other files' }).click()

  const large = disc(700, 0)
  for (let number = 0; number < 600; number++) {
    write(join(dataFolder, `many/${number % 2}/${number}.png`), large)
  }
  await choose(program, 'folder', [join(dataFolder, 'many')])
  await expect(dialog.getByRole('status')).toContainText(/of 600 files read/)
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await expect(dialog.getByRole('button', { name: KINDS.folder })).toBeVisible()
  await expect
    .poll(() =>
      program.electron.evaluate(
        ({ app }) => app.getAppMetrics().filter(({ name }) => name === 'Downhill intake').length
      )
    )
    .toBe(0)
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  expect(await ownDatasets(program)).toEqual([])
  expect(readdirSync(dataFolder)).not.toContain('datasets')
})
