import { mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { crc32, deflateSync, gzipSync } from 'node:zlib'
import { encode } from 'fast-png'
import { strToU8, unzipSync, zipSync } from 'fflate'
import { writeBundle } from '../../src/bundle/bundle'
import { smallBundle, smallRun } from '../../src/bundle/testing/small-bundle'
import type { ImportedDrawings } from '../../src/shared/drawings'
import type { PlainError } from '../../src/shared/errors'
import type { ImportedFile } from '../../src/shared/files'
import { USUAL_INTAKE, type IntakeKind } from '../../src/shared/intake'
import { startCourier, type Answer, type CourierChild } from '../faults/malformed/courier-child'
import { expectSentence, soundRows } from '../faults/malformed/judge'
import { expect, test } from '../fixtures'
import { row, tried } from '../trials'

/** Milliseconds and megabytes that a bomb may take; the largest files here have 20 MB themselves. */
const MOST = { milliseconds: 5000, megabytes: 450 }

let courier: CourierChild
test.beforeEach(() => {
  courier = startCourier()
})
test.afterEach(() => courier.end())

/** Below the folder of a test: what is read, what must not be touched, and the library. */
function places(folder: string): { files: string; outside: string; library: string } {
  const [files, outside] = ['files', 'outside'].map((name) => join(folder, name))
  for (const place of [files, outside, join(folder, 'library')]) mkdirSync(place)
  return { files, outside, library: join(folder, 'library/downhill.sqlite') }
}

const look = (kind: IntakeKind, paths: string[]): Promise<Answer> =>
  courier.ask({ type: 'intake-read', kind, paths, options: USUAL_INTAKE })

async function takeIn(library: string, paths: string[]): Promise<ImportedFile[]> {
  const answer = await courier.ask({ type: 'import', library, paths })
  if (answer.type !== 'answer') throw new Error(JSON.stringify(answer))
  return answer.value as ImportedFile[]
}

const HOSTILE_NAMES = [
  ...['../escaped', '../../outside/escaped', '/tmp/escaped', 'runs/1/../../escaped', '..\\escaped'],
  ...[
    'C:\\escaped',
    'C:escaped',
    '\\\\server\\share\\escaped',
    'runs/1/a\u0000.json',
    'CON',
    'aux.json'
  ],
  ...[
    'runs/1/run.json.',
    'RUNS/1/RUN.JSON',
    'x'.repeat(5000),
    '\u001b[2J',
    '__proto__',
    'constructor'
  ],
  ...['manifest.json/', '.', '..', '']
]

test('no name within a file of runs leads anywhere', row('25-26'), async ({ dataFolder }, info) => {
  const { files, outside, library } = places(dataFolder)
  const sound = unzipSync(writeBundle(smallBundle([smallRun(1)])))
  const paths = HOSTILE_NAMES.map((name, index) => {
    const path = join(files, `${index}.downhill`)
    const entries = Object.entries(sound).filter(([entry]) => entry !== name)
    writeFileSync(path, zipped([...entries, [name, strToU8('{}')]]))
    return path
  })
  for (const { file, error } of await takeIn(library, paths)) {
    expect(error?.code, file).toBe('bundle-damaged')
    if (error) expectSentence(error)
  }
  expect(soundRows(library).runs).toBe(0)
  expect(readdirSync(outside)).toEqual([])
  expect(readdirSync(files)).toHaveLength(paths.length)
  expect(readdirSync(dataFolder).sort()).toEqual(['files', 'library', 'outside'])
  tried(info, `${HOSTILE_NAMES.length} names of entries`)
})

/** As `zipSync` does, also of names that no object keeps as they are. */
function zipped(entries: [name: string, bytes: Uint8Array][]): Uint8Array {
  const parts: Buffer[] = []
  const list: Buffer[] = []
  let place = 0
  for (const [name, bytes] of entries) {
    const title = Buffer.from(name)
    const head = Buffer.alloc(30)
    head.writeUInt32LE(0x04034b50)
    const entry = Buffer.alloc(46)
    entry.writeUInt32LE(0x02014b50)
    for (const [record, at] of [
      [head, 14],
      [entry, 16]
    ] as const) {
      record.writeUInt32LE(crc32(bytes), at)
      record.writeUInt32LE(bytes.length, at + 4)
      record.writeUInt32LE(bytes.length, at + 8)
      record.writeUInt16LE(title.length, at + 12)
    }
    entry.writeUInt32LE(place, 42)
    parts.push(head, title, Buffer.from(bytes))
    list.push(entry, title)
    place += head.length + title.length + bytes.length
  }
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50)
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(place, 16)
  return new Uint8Array(Buffer.concat([...parts, ...list, end]))
}

test(
  'links are not followed, and names of folders become no paths',
  row('25-26'),
  async ({ dataFolder }, info) => {
    test.skip(process.platform === 'win32', 'links need rights there')
    const { files, outside, library } = places(dataFolder)
    writeFileSync(join(outside, 'secret.downhill'), writeBundle(smallBundle([smallRun(1)])))
    symlinkSync(outside, join(files, 'inside'))
    symlinkSync(join(outside, 'secret.downhill'), join(files, 'linked.downhill'))
    expect(await takeIn(library, [files])).toEqual([])

    const set = join(files, 'set')
    const names = [
      'CON',
      'aux.txt',
      'ends. ',
      '..x',
      '<img src=x>',
      'a"b\'c',
      '$(id)',
      'x'.repeat(250)
    ]
    const data = new Uint8Array(900).fill(99)
    for (const name of names) {
      mkdirSync(join(set, name), { recursive: true })
      for (let index = 0; index < 4; index++) {
        const picture = encode({ width: 30, height: 30, channels: 1, depth: 8, data })
        writeFileSync(join(set, name, `${index}.png`), picture)
      }
    }
    writeFileSync(
      join(outside, 'secret.png'),
      encode({ width: 30, height: 30, channels: 1, depth: 8, data })
    )
    symlinkSync(join(outside, 'secret.png'), join(set, 'CON/linked.png'))
    symlinkSync(outside, join(set, 'CON/folder'))
    const answer = await look('folder', [set])
    if (answer.type !== 'preview') throw new Error(JSON.stringify(answer))
    expect(answer.preview.rejected.map(({ code }) => code)).toEqual([
      'picture-link',
      'picture-link'
    ])
    const stored = await courier.ask({
      ...{ type: 'intake-store', libraryFolder: join(dataFolder, 'library'), attempt: 'one' },
      ...{ name: '../../escaped', source: '', licence: '' }
    })
    if (stored.type !== 'stored') throw new Error(JSON.stringify(stored))
    expect(stored.info.classNames).toHaveLength(names.length - 1)
    expect(readdirSync(join(dataFolder, 'library/datasets'))).toEqual([stored.info.id])
    expect(readdirSync(join(dataFolder, 'library/datasets', stored.info.id))).toHaveLength(5)
    expect(readdirSync(dataFolder).sort()).toEqual(['files', 'library', 'outside'])
    tried(info, `4 links, ${names.length} names of folders, a data set called ../../escaped`)
  }
)

const png = (width: number, height: number, pixels: Uint8Array): Uint8Array => {
  const chunk = (name: string, contents: Uint8Array): Buffer => {
    const body = Buffer.concat([Buffer.from(name), contents])
    const frame = Buffer.alloc(8)
    frame.writeUInt32BE(contents.length)
    frame.writeUInt32BE(crc32(body), 4)
    return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)])
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width)
  header.writeUInt32BE(height, 4)
  header[8] = 8
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  const parts = [
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(pixels)),
    chunk('IEND', new Uint8Array())
  ]
  return new Uint8Array(Buffer.concat(parts))
}

const idxHeader = (...sizes: number[]): Buffer => {
  const header = Buffer.alloc(4 + 4 * sizes.length)
  header[2] = 8
  header[3] = sizes.length
  sizes.forEach((size, index) => header.writeUInt32BE(size, 4 + 4 * index))
  return header
}

const MEGABYTE = 1024 ** 2
const zeros = (megabytes: number): Buffer => Buffer.alloc(megabytes * MEGABYTE)

test(
  'small files that would become enormous are refused while they are small',
  row('27-28'),
  async ({ dataFolder }, info) => {
    test.setTimeout(120_000)
    const { files, library } = places(dataFolder)
    const write = (name: string, bytes: Uint8Array | string): string => {
      const path = join(files, name)
      writeFileSync(path, bytes)
      return path
    }
    const bundles = [
      write('dense.downhill', zipSync({ 'manifest.json': [zeros(15), { level: 9 }] })),
      write(
        'deep.downhill',
        zipSync({ 'manifest.json': [strToU8('['.repeat(15 * MEGABYTE)), { level: 0 }] })
      ),
      write(
        'wide.downhill',
        zipSync({ 'manifest.json': [strToU8(`[${'[],'.repeat(5 * MEGABYTE)}[]]`), { level: 0 }] })
      )
    ]
    const atRest = courier.peakMegabytes()
    for (const { file, error } of await takeIn(library, bundles)) {
      expect(error?.code, file).toBe('bundle-damaged')
      if (error) expectSentence(error)
    }
    const drawings = [
      write('deep.downhill-drawings', '['.repeat(20 * MEGABYTE)),
      write('keys.downhill-drawings', `{${'"a":1,'.repeat(3 * MEGABYTE)}"b":1}`)
    ]
    const answer = await courier.ask({ type: 'import-drawings', library, paths: drawings })
    if (answer.type !== 'answer') throw new Error(JSON.stringify(answer))
    for (const { file, error } of answer.value as ImportedDrawings[])
      expect(error?.code, file).toBe('drawings-damaged')

    const labels = write('labels', Buffer.concat([idxHeader(12), Buffer.alloc(12)]))
    const refusals: [RegExp, IntakeKind, string[]][] = [
      [
        /^idx-length$/,
        'idx',
        [write('more.gz', gzipSync(Buffer.concat([idxHeader(12, 28, 28), zeros(100)]))), labels]
      ],
      [
        /^too-(large|many-examples)$/,
        'idx',
        [write('declared', idxHeader(1_000_000, 28, 28, 1).fill(1, 4, 5)), labels]
      ],
      [/^table-(line|columns)$/, 'csv', [write('line.csv', Buffer.alloc(30 * MEGABYTE, '1'))]],
      [
        /^table-(line|columns)$/,
        'csv',
        [write('line.csv.gz', gzipSync(Buffer.alloc(100 * MEGABYTE, 'x')))]
      ],
      [
        /^too-many-examples$/,
        'csv',
        [
          write(
            'blank.csv.gz',
            gzipSync(
              Buffer.concat([
                Buffer.from('1,2,a\n1,3,b\n'.repeat(9)),
                Buffer.alloc(100 * MEGABYTE, '\n')
              ])
            )
          )
        ]
      ],
      [
        /^table-(line|columns)$/,
        'csv',
        [write('columns.csv', `${'1,'.repeat(400_000)}1\n`.repeat(20))]
      ]
    ]
    for (const [problem, kind, paths] of refusals) {
      const refused = await look(kind, paths)
      expect(refused, paths[0]).toMatchObject({ type: 'failed', error: { code: 'intake-refused' } })
      const { error } = refused as { error: PlainError }
      expect(error.values.problem, basename(paths[0])).toMatch(problem)
    }

    const set = join(files, 'set')
    for (const name of ['cats', 'dogs']) mkdirSync(join(set, name), { recursive: true })
    for (let index = 0; index < 12; index++) {
      writeFileSync(
        join(set, index % 2 ? 'cats' : 'dogs', `${index}.png`),
        png(2, 2, Uint8Array.of(0, index, 9, 0, 7, 9))
      )
    }
    const huge = Uint8Array.of(
      0xff,
      0xd8,
      0xff,
      0xc0,
      0,
      11,
      8,
      255,
      255,
      255,
      255,
      1,
      1,
      0x11,
      0,
      0xff,
      0xd9
    )
    const pictures = {
      'declared.png': png(65535, 65535, new Uint8Array(9)),
      'short.png': png(5000, 5000, new Uint8Array(9)),
      'real.png': png(3, 3, zeros(100)),
      'declared.jpg': huge
    }
    for (const [name, bytes] of Object.entries(pictures))
      writeFileSync(join(set, 'cats', name), bytes)
    const seen = await look('folder', [set])
    if (seen.type !== 'preview') throw new Error(JSON.stringify(seen))
    const reasons = Object.fromEntries(
      seen.preview.rejected.map(({ file, code }) => [basename(file), code])
    )
    expect(reasons).toEqual({
      'declared.png': 'picture-large',
      'short.png': 'picture-damaged',
      'real.png': 'picture-damaged',
      'declared.jpg': 'picture-large'
    })
    const added = courier.peakMegabytes() - atRest
    expect(courier.longestWait()).toBeLessThan(MOST.milliseconds)
    expect(added).toBeLessThan(MOST.megabytes)
    tried(
      info,
      `${bundles.length + drawings.length + refusals.length + Object.keys(pictures).length} bombs; at most ${Math.round(courier.longestWait())} ms and ${Math.round(added)} MB`
    )
  }
)

test(
  'keys that would reach into every object do not',
  row('27-28'),
  async ({ dataFolder }, info) => {
    const { files, library } = places(dataFolder)
    const sound = unzipSync(writeBundle(smallBundle([smallRun(1)])))
    const text = new TextDecoder().decode(sound['manifest.json'])
    const keys = ['"__proto__":{"polluted":1},', '"constructor":{"prototype":{"polluted":1}},']
    const paths = keys.map((key, index) => {
      const path = join(files, `${index}.downhill`)
      writeFileSync(
        path,
        zipSync({ ...sound, 'manifest.json': strToU8(text.replace('{', `{${key}`)) })
      )
      return path
    })
    const [first, second] = await takeIn(library, paths)
    expect([first.error?.code, second.error?.code]).toEqual(['bundle-damaged', 'bundle-damaged'])
    expect(soundRows(library).runs).toBe(0)
    tried(
      info,
      `${keys.length} keys in a manifest; of all other JSON the mutations of the faults have them, too`
    )
  }
)
