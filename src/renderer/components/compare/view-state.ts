import { reactive } from 'vue'
import type { RunMeasure } from '../../charts/run-points'
import type { RunConfigField } from '../../../shared/run-config'
import type { LineView } from './compare-series'
import type { Grouping } from './groups'
import type { ResultKind } from './results'

/** How the comparison is looked at: its lines, the map of its results, or a line a run through its settings. */
export const PICTURES = ['curves', 'map', 'parallel'] as const
export type Picture = (typeof PICTURES)[number]

export interface ComparisonView extends LineView {
  picture: Picture
  /** The charts that are shown, each of one measure: dashes then only tell runs apart. */
  measures: RunMeasure[]
  grouping: Grouping
  /** The number on the map, and on the last axis of the parallel coordinates. */
  result: ResultKind
  /** Of the map; null: those that tell most. */
  rows: RunConfigField | null
  columns: RunConfigField | null
  differencesOnly: boolean
}

const view = reactive<ComparisonView>({
  picture: 'curves',
  measures: ['test-accuracy', 'block-cost'],
  axis: 'epoch',
  logarithmicX: false,
  // most of the fall is over within the first epoch: a linear axis would show an L
  logarithmicY: true,
  smoothing: 0.6,
  smoothEpochs: false,
  band: 'range',
  grouping: 'none',
  result: 'final-accuracy',
  rows: null,
  columns: null,
  differencesOnly: true
})

/** One view for the whole window: it is as it was left when somebody comes back to compare others. */
export function useComparisonView(): ComparisonView {
  return view
}
