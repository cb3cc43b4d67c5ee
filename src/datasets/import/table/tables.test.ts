import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Examples } from '../../../engine/engine'
import { inTurn, read, refusal, testFolder, type TestFolder } from '../testing/files'

let folder: TestFolder
beforeEach(() => {
  folder = testFolder()
})
afterEach(() => folder.remove())

const answersOf = ({ answers }: Examples): number[] =>
  answers.kind === 'classes' ? [...answers.labels] : [...answers.targets]

const table = (rows: readonly (readonly (string | number)[])[], delimiter = ','): string =>
  rows.map((row) => `${row.join(delimiter)}\n`).join('')

/** 784 grey values: paper, but for a bar whose place depends on the class. */
const grey = (label: number, ink = 200, paper = 0): number[] =>
  Array.from({ length: 784 }, (_, pixel) => (Math.floor(pixel / 28) === 5 + label ? ink : paper))

const points = (count: number): (string | number)[][] =>
  Array.from({ length: count }, (_, place) => [place / count, (place % 7) / 7, place % 2])

describe('a table of pictures', () => {
  const header = ['label', ...Array.from({ length: 784 }, (_, pixel) => `pixel${pixel}`)]
  const rows = inTurn(12, 3).map((label) => [label, ...grey(label)])

  it('is read as Kaggle lays it out, compressed or not', async () => {
    const text = table([header, ...rows])
    for (const [name, contents] of [
      ['train.csv', text],
      ['train.csv.gz', gzipSync(text)]
    ] as const) {
      const set = await read('csv', [folder.write(name, contents)])
      expect(set).toMatchObject({ kind: 'pictures', name: 'train', classes: 3, classNames: null })
      expect(set.options).toMatchObject({
        label: 'first',
        header: true,
        inverted: false,
        scaled: null
      })
      expect(answersOf(set.training)).toEqual(inTurn(12, 3))
      expect([...set.training.inputs.subarray(784, 2 * 784)]).toEqual(grey(1))
      expect(set.rejections.count).toBe(0)
    }
  })

  it('may have the label last, no header, numbers of rows, shares for grey values and dark ink', async () => {
    const last = inTurn(20, 4).map((label) => [...grey(label, 0.2, 1), label])
    const set = await read('csv', [folder.write('last.csv', table(last))])
    expect(set.options).toMatchObject({ label: 'last', header: false, inverted: true })
    expect(answersOf(set.training)).toEqual(inTurn(20, 4))
    expect([...set.training.inputs.subarray(0, 784)]).toEqual(grey(0, 204))

    const numbered = [['', ...header], ...rows.map((row, place) => [place, ...row])]
    const indexed = await read('csv', [folder.write('index.csv', table(numbered))])
    expect(answersOf(indexed.training)).toEqual(inTurn(12, 3))
  })

  it('leaves out bad rows, each with its line and reason', async () => {
    const bad = [
      [1, ...grey(1).with(0, 256)],
      [1, ...grey(1).slice(1)],
      ['', ...grey(1)],
      ['two', ...grey(1)],
      ['1.5', ...grey(1)],
      [1, 'NaN', ...grey(1).slice(1)],
      [1, '', ...grey(1).slice(1)],
      [1, '"12,5"', ...grey(1).slice(1)],
      [1, '0x10', ...grey(1).slice(1)],
      [1, -1, ...grey(1).slice(1)]
    ]
    const set = await read('csv', [folder.write('a.csv', table([header, ...rows, ...bad]))])
    expect(set.training.count).toBe(12)
    expect(set.rejections.kept).toMatchObject([
      { line: 14, code: 'row-range', values: { column: 2, text: '256', most: 255 } },
      { line: 15, code: 'row-cells', values: { found: 784, expected: 785 } },
      { line: 16, code: 'row-missing', values: { column: 1 } },
      { line: 17, code: 'row-label', values: { text: 'two' } },
      { line: 18, code: 'row-label', values: { text: '1.5' } },
      { line: 19, code: 'row-number', values: { column: 2, text: 'NaN' } },
      { line: 20, code: 'row-missing', values: { column: 2 } },
      { line: 21, code: 'row-comma', values: { text: '12,5' } },
      { line: 22, code: 'row-number', values: { text: '0x10' } },
      { line: 23, code: 'row-range', values: { text: '-1' } }
    ])
  })

  it('without labels is refused', async () => {
    const text = table(inTurn(12, 3).map((label) => grey(label)))
    expect(await refusal(read('csv', [folder.write('test.csv', text)]))).toMatchObject({
      problem: 'table-unlabelled',
      columns: 784
    })
  })
})

describe('a table of points', () => {
  it('finds the label by its header, by its words or by its few numbers', async () => {
    const named = [['class', 'x', 'y'], ...points(12).map(([x, y, label]) => [label, x, y])]
    const set = await read('csv', [folder.write('named.csv', table(named))])
    expect(set).toMatchObject({ kind: 'points', classes: 2, classNames: null })
    expect(set.options).toMatchObject({
      label: 'first',
      header: true,
      scaled: false,
      inverted: null
    })
    expect([...set.training.inputs.subarray(2, 4)]).toEqual([1 / 12, 1 / 7].map(Math.fround))

    const words = points(12).map(([x, y, label]) => [x, y, label ? 'pear tree' : '"apple, red"'])
    const byWords = await read('csv', [folder.write('words.csv', table(words))])
    expect(byWords).toMatchObject({ classNames: ['apple, red', 'pear tree'] })
    expect(byWords.options).toMatchObject({ label: 'last', header: false })

    const few = points(12).map(([x, y, label]) => [label, x, y])
    expect((await read('csv', [folder.write('few.csv', table(few))])).options.label).toBe('first')
    const asked = await read('csv', [folder.write('few.csv', table(few))], { label: 'first' })
    expect(asked.options.label).toBe('first')
  })

  it('names its classes in an order that does not depend on the rows', async () => {
    const rows = points(12).map(([x, y], place) => [x, y, ['10', '9', '2.0'][place % 3]])
    for (const each of [rows, rows.toReversed()]) {
      const set = await read('csv', [folder.write('order.csv', table(each))])
      expect(set.classNames).toEqual(['2', '9', '10'])
      expect(answersOf(set.training)[0]).toBe(each === rows ? 2 : 0)
    }
  })

  it('may have semicolons, tabs, Windows line ends, empty lines and quoted line breaks', async () => {
    const rows = points(12).map(([x, y, label]) => [x, y, label ? '"a\nb"' : 'c'])
    for (const delimiter of [';', '\t']) {
      const text = `${table([...rows, ['x', 1, 'c']], delimiter).replaceAll('\n', '\r\n')}\r\n\r\n`
      const set = await read('csv', [folder.write('odd.csv', text)])
      expect(set).toMatchObject({ classNames: ['a b', 'c'] })
      expect(set.training.count).toBe(12)
      // six of the rows go over two lines
      expect(set.rejections.kept).toMatchObject([{ line: 19, code: 'row-number' }])
    }
  })

  it('stretches large numbers to -1..1, and leaves them where that is not wanted', async () => {
    const rows = points(12).map(([x, y, label]) => [1000 + 500 * Number(x), y, label])
    const file = folder.write('large.csv', table(rows))
    const set = await read('csv', [file])
    expect(set.options.scaled).toBe(true)
    expect(set.remarks).toEqual([
      { code: 'stretched', values: { ranges: '1000 … 1458.33, 0 … 0.857143' } }
    ])
    const [xs, ys] = [0, 1].map((axis) =>
      [...set.training.inputs].filter((_, at) => at % 2 === axis)
    )
    for (const values of [xs, ys]) {
      expect([Math.min(...values), Math.max(...values)]).toEqual([-1, 1])
    }
    expect((await read('csv', [file], { scaled: false })).training.inputs[0]).toBe(1000)
  })

  it('with decimal commas is refused with the reason of its first row', async () => {
    const text = table(
      points(12).map(([x, y, label]) => [`${x}`.replace('.', ','), y, label]),
      ';'
    )
    const rows = text.split('\n').filter((line) => line.includes(','))
    const problem = await refusal(read('csv', [folder.write('comma.csv', rows.join('\n'))]))
    expect(problem).toMatchObject({ problem: 'nothing-left', because: 'row-comma', line: 1 })
  })
})

describe('a table of a curve', () => {
  it('has a place and a height a row', async () => {
    const rows = inTurn(12, 12).map((place) => [place / 12, Math.fround(place / 24)])
    const set = await read('csv', [folder.write('curve.csv', table([['x', 'height'], ...rows]))])
    expect(set).toMatchObject({ kind: 'curve', classes: 1, classNames: null })
    expect(answersOf(set.training)).toEqual(rows.map(([, height]) => height))
    expect(set.training).toMatchObject({ inputSize: 1, imageWidth: 0 })
    const turned = await read('csv', [folder.write('curve.csv', table(rows))], { label: 'first' })
    expect(turned.training.inputs[6]).toBe(0.25)
  })
})

describe('tables', () => {
  it('of two, the one called a test is for testing, in its own layout', async () => {
    const test = folder.write('data_test.csv', table(points(40)))
    const training = folder.write('data_train.csv', table([['x', 'y', 'label'], ...points(12)]))
    const set = await read('csv', [test, training])
    expect([set.training.count, set.test?.count]).toEqual([12, 40])
    // the header of the one is none of the other's, also when it is told back as it was found
    expect((await read('csv', [test, training], set.options)).test?.count).toBe(40)
    expect((await read('csv', [test, training], { header: false })).training.count).toBe(12)
    const curve = folder.write('curve.csv', table(inTurn(12, 12).map((place) => [place, place])))
    expect(await refusal(read('csv', [training, curve]))).toMatchObject({ problem: 'table-kinds' })
    expect(await refusal(read('csv', [training, test, curve]))).toMatchObject({ count: 3 })
  })

  it('of two have the label in the same column, whatever the second looks like by itself', async () => {
    const training = folder.write('a.csv', table(points(60)))
    const rows = inTurn(12, 2).map((label) => [1, 0.5, label])
    const { test } = await read('csv', [training, folder.write('b test.csv', table(rows))])
    expect(test && answersOf(test)).toEqual(inTurn(12, 2))
  })

  it('are refused where they are no text, no table, or endless', async () => {
    const problemOf = async (contents: Uint8Array | string): Promise<unknown> =>
      (await refusal(read('csv', [folder.write('other.csv', contents)]))).problem
    expect(await problemOf('')).toBe('file-empty')
    expect(await problemOf('\n\n\n')).toBe('file-empty')
    expect(await problemOf('x,y,label\n')).toBe('file-empty')
    expect(await problemOf(Buffer.from('1,2,a\n', 'utf16le'))).toBe('table-binary')
    expect(await problemOf('a,b,c,d\n1,2,3,4\n')).toBe('table-columns')
    expect(await problemOf('word\nword\n')).toBe('table-columns')
    expect(await problemOf(`1,2,a\n${'1'.repeat(1_200_000)}`)).toBe('table-line')
    expect(await problemOf(`${table(points(12))}"1,2,3\n`)).toBe('table-quote')
    expect(await problemOf(`1,2,3\n"${'1,2,3\n'.repeat(1e6)}`)).toBe('table-quote')
    const many = Array.from({ length: 300 }, (_, place) => [0.5, place / 300, `class ${place}`])
    expect(await problemOf(table(many))).toBe('too-many-classes')
  })
})
