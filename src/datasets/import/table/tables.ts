import { basename, extname } from 'node:path'
import { INTAKE_LIMITS, intakeRefused, type IntakeOptions } from '../../../shared/intake'
import { openSource, type SourceFile } from '../file-bytes'
import { invert, isDarkOnLight, transpose } from '../pictures'
import { INPUT_SIZES, type ReadFiles, type ReadPart, type ReadTools } from '../read-files'
import { Rejections } from '../rejections'
import { findLayout, type TableLayout } from './layout'
import { ClassNames, collectCurve, collectPoints } from './number-table'
import { collectPictures, type RowCollector } from './picture-table'
import { readRows } from './rows'
import { needsScale, scale } from './scale'

const MOST_FILES = 2
/** Of a table, whatever is in them: the header, and as many that are left out as may come in. */
const MOST_ROWS = 2 * INTAKE_LIMITS.examples.max

/**
 * Reads one or two tables; of two the one called a test, or the smaller one, is for testing.
 * @throws DownhillError 'intake-refused'.
 */
export async function readTables(
  paths: readonly string[],
  options: IntakeOptions,
  { onProgress }: ReadTools
): Promise<ReadFiles> {
  if (paths.length > MOST_FILES) throw intakeRefused('table-count', { count: paths.length })
  const sources = await Promise.all(paths.map(openSource))
  sources.sort((one, other) => Number(isTest(one)) - Number(isTest(other)) || other.size - one.size)
  const rejections = new Rejections()
  const names = new ClassNames(sources[0].name)
  const of = sources.reduce((sum, { size }) => sum + size, 0)
  let done = 0
  const onRead = (bytes: number): void => {
    done += bytes
    onProgress({ done, of, unit: 'bytes' })
  }

  const layout = await findLayout(sources[0], options)
  const parts: ReadPart[] = []
  for (const [index, source] of sources.entries()) {
    const its = index === 0 ? layout : await findLayoutLike(sources[0], layout, source)
    if (its.kind !== layout.kind) {
      throw intakeRefused('table-kinds', { file: sources[0].name, other: source.name })
    }
    parts.push(await readTable(source, its, names, rejections, onRead))
  }
  const [training, test = null] = parts
  const { ranges, ...adapted } = adapt(layout, options, training, test)
  return {
    kind: layout.kind,
    name: basename(
      sources[0].name.replace(/\.gz$/i, ''),
      extname(sources[0].name.replace(/\.gz$/i, ''))
    ),
    source: '',
    licence: '',
    files: sources.map(({ name }) => name),
    ...(layout.kind === 'points' ? orderClasses(names, parts) : numbered),
    options: { ...options, ...adapted },
    training,
    test,
    remarks: ranges === null ? [] : [{ code: 'stretched', values: { ranges } }],
    rejections
  }
}

/** Of a second table: what its columns mean is known by the first, but it may have a header, or none, of its own. */
async function findLayoutLike(
  first: SourceFile,
  { label, skipped, hasHeader, greyIsShare }: TableLayout,
  source: SourceFile
): Promise<TableLayout> {
  const place = label === skipped ? 'first' : 'last'
  const found = await findLayout(first, { header: null, label: place })
  // one that was switched is switched in both
  const header = found.hasHeader === hasHeader ? null : hasHeader
  return { ...(await findLayout(source, { header, label: place })), greyIsShare }
}

const isTest = ({ name }: SourceFile): boolean => /test/i.test(name)

const numbered = { className: String, hasNames: false }

async function readTable(
  source: SourceFile,
  layout: TableLayout,
  names: ClassNames,
  rejections: Rejections,
  onRead: (bytes: number) => void
): Promise<ReadPart> {
  const file = source.name
  const collector = collectorFor(layout, names)
  const before = rejections.kept.length
  const { max } = INTAKE_LIMITS.examples
  const most = Math.min(max, Math.floor(INTAKE_LIMITS.bytes / INPUT_SIZES[layout.kind]))
  let isHeader = layout.hasHeader
  let rows = 0
  await readRows(
    source,
    layout.delimiter,
    (cells, line) => {
      // also of rows that are left out: a small compressed file may hold a billion empty ones
      if (rows++ > MOST_ROWS) throw intakeRefused('too-many-examples', { file, limit: max })
      // the last line break ends the last row, and begins none
      if (cells.length === 1 && cells[0].trim() === '') return
      if (isHeader) {
        isHeader = false
        return
      }
      if (cells.length !== layout.columns) {
        const values = { found: cells.length, expected: layout.columns }
        rejections.add(file, line, 'row-cells', values)
        return
      }
      if (collector.count === most) throw intakeRefused('too-many-examples', { file, limit: most })
      const problem = collector.add(cells)
      if (problem) rejections.add(file, line, problem.code, problem.values)
    },
    onRead
  )
  if (collector.count === 0) {
    const because = rejections.kept[before]
    if (!because) throw intakeRefused('file-empty', { file })
    const { code, line, values } = because
    throw intakeRefused('nothing-left', { ...values, file, line: line ?? 1, because: code })
  }
  return collector.toPart()
}

function collectorFor(layout: TableLayout, names: ClassNames): RowCollector {
  switch (layout.kind) {
    case 'pictures':
      return collectPictures(layout)
    case 'points':
      return collectPoints(layout, names)
    case 'curve':
      return collectCurve(layout)
  }
}

/** Classes in an order that does not depend on the order of the rows. */
function orderClasses(
  classNames: ClassNames,
  parts: readonly ReadPart[]
): Pick<ReadFiles, 'className' | 'hasNames'> {
  const { names, numbers } = classNames.inOrder()
  for (const { answers } of parts) {
    if (answers.kind !== 'classes') continue
    const { labels } = answers
    labels.forEach((label, index) => (labels[index] = numbers[label]))
  }
  return {
    className: (label) => names[label],
    hasNames: names.some((name, number) => name !== String(number))
  }
}

/** Changes what was read as the options say, and says which they are. */
function adapt(
  { kind, hasHeader, label, skipped }: TableLayout,
  options: IntakeOptions,
  training: ReadPart,
  test: ReadPart | null
): Omit<IntakeOptions, 'testShare' | 'seed'> & { ranges: string | null } {
  const used = {
    label: label === skipped ? 'first' : 'last',
    header: hasHeader,
    fit: null
  } as const
  const none = { scaled: null, transposed: null, inverted: null }
  if (kind !== 'pictures') {
    const scaled = options.scaled ?? needsScale(training)
    return { ...used, ...none, scaled, ranges: scaled ? scale(training, test) : null }
  }
  const pictures = [training, test].flatMap((part) =>
    part?.inputs instanceof Uint8Array ? [part.inputs] : []
  )
  const transposed = options.transposed ?? false
  const inverted = options.inverted ?? isDarkOnLight(pictures[0])
  for (const each of pictures) {
    if (transposed) transpose(each)
    if (inverted) invert(each)
  }
  return { ...used, ...none, transposed, inverted, ranges: null }
}
