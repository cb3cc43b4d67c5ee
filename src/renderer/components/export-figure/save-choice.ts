import { reactive } from 'vue'
import type { SavedKind } from '../../../shared/files'
import type { CsvOptions } from '../../charts/chart-numbers'
import type { FigureScheme } from '../chart/read-look'

/** What was chosen last, for the next figure: who saves one picture mostly saves another of the kind. */
export const saveChoice = reactive<{ kind: SavedKind; scheme: FigureScheme } & CsvOptions>({
  kind: 'png',
  scheme: 'light',
  decimal: 'point',
  separator: 'comma'
})
