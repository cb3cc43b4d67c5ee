import { useI18n } from 'vue-i18n'
import { useFormat } from '../../composables/use-format'
import { isUnderWay } from '../../composables/use-runs'
import { useSettingText } from '../../composables/use-setting-text'
import type { HeatMap, MapCell } from './heat-map'
import type { ResultKind } from './results'
import { useResultText } from './use-result-text'

export interface MapText {
  title: (map: HeatMap, result: ResultKind) => string
  /** Where the best is, what a cell is the mean of, and what is missing. */
  sentences: (map: HeatMap, result: ResultKind) => string[]
  /** Where a cell stands: "η 0.5, batch 10". */
  place: (map: HeatMap, row: number, column: number) => string
  /** What stands in a cell: its number, or the word for why there is none. */
  value: (cell: MapCell, result: ResultKind) => string
  /** How many runs the number is the mean of; empty for one. */
  count: (cell: MapCell) => string
  rowHead: (map: HeatMap, row: number) => string
  columnHead: (map: HeatMap, column: number) => string
  axis: (field: HeatMap['columns']) => string
  result: (result: ResultKind) => string
  number: (value: number | null, result: ResultKind) => string
}

/** The words of a map of results. */
export function useMapText(): MapText {
  const { t } = useI18n()
  const format = useFormat()
  const text = useSettingText()
  const resultText = useResultText()

  const place: MapText['place'] = (map, row, column) => {
    const rowPart = text.short(map.rows, map.rowHeads[row].config)
    if (!map.columns) return rowPart
    return `${rowPart}, ${text.short(map.columns, map.columnHeads[column].config)}`
  }
  const axis: MapText['axis'] = (field) => (field ? text.label(field) : '')

  return {
    title(map, result) {
      const values = { result: resultText.label(result), rows: axis(map.rows) }
      return map.columns
        ? t('compare.map.title', { ...values, columns: axis(map.columns) })
        : t('compare.map.titleOfOne', values)
    },
    sentences(map, result) {
      const cells = map.cells.flat()
      const sentences: string[] = []
      if (map.best) {
        const { row, column } = map.best
        sentences.push(
          t('compare.map.best', {
            place: place(map, row, column),
            value: resultText.value(result, map.cells[row][column].value)
          })
        )
      }
      const diverged = cells.reduce((sum, cell) => sum + cell.diverged, 0)
      if (diverged > 0) sentences.push(t('compare.map.diverged', { count: diverged }, diverged))
      const changed = cells.flatMap(({ runs }) => runs).filter((run) => run.rateChanges.length > 0)
      const showsRates = map.rows === 'learningRate' || map.columns === 'learningRate'
      if (showsRates && changed.length > 0) {
        sentences.push(t('compare.map.rateChanges', { count: changed.length }, changed.length))
      }
      if (map.averagedOver.length > 0 && cells.some(({ runs }) => runs.length > 1)) {
        const fields = format.value.list(map.averagedOver.map((field) => text.label(field)))
        sentences.push(t('compare.map.averaged', { fields }))
      }
      return sentences
    },
    place,
    value: (cell, result) =>
      cell.state === 'value'
        ? resultText.value(result, cell.value)
        : t(`compare.map.states.${cell.state}`),
    count({ runs, count, diverged }) {
      const without = runs.length - count - diverged
      const underWay = runs.filter(isUnderWay).length
      const parts = [
        ...(count > 1 ? [t('compare.map.meanOf', { count })] : []),
        ...(count > 0 && diverged > 0 ? [t('compare.map.someDiverged', { count: diverged })] : []),
        ...(count > 0 && underWay > 0 ? [t('compare.map.someUnderWay', { count: underWay })] : []),
        // a mean over those alone that came so far would flatter the cell
        ...(count > 0 && without > 0 ? [t('compare.map.someWithout', { count: without })] : [])
      ]
      return parts.join(', ')
    },
    rowHead: (map, row) => text.value(map.rows, map.rowHeads[row].config),
    columnHead: (map, column) =>
      map.columns ? text.value(map.columns, map.columnHeads[column].config) : '',
    axis,
    result: resultText.label,
    number: (value, result) => resultText.value(result, value)
  }
}
