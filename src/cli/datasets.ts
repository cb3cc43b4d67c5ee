import { hasClasses, type DatasetInfo } from '../shared/dataset'
import type { CommandResult, CommandTools } from './command-tools'
import { EXIT } from './exit-codes'
import { formatWhole, harmless } from './format'
import { table } from './table'

/** Shows what can be learnt from. */
export async function showDatasets({ listDatasets, report }: CommandTools): Promise<CommandResult> {
  const datasets = await listDatasets()
  for (const line of datasetTable(datasets)) report.say(line)
  return { exitCode: EXIT.well, document: { datasets } }
}

/** The data sets as lines of text, a heading first. */
function datasetTable(datasets: readonly DatasetInfo[]): string[] {
  return table(
    [
      { heading: 'Data set' },
      { heading: 'Name' },
      { heading: 'Kind' },
      { heading: 'From' },
      { heading: 'Training', isNumber: true },
      { heading: 'Test', isNumber: true },
      { heading: 'Classes', isNumber: true }
    ],
    datasets.map((info) => [
      info.id,
      harmless(info.name ?? ''),
      info.kind,
      info.origin,
      formatWhole(info.trainingCount),
      formatWhole(info.testCount),
      hasClasses(info) ? formatWhole(info.classes) : '-'
    ])
  )
}
