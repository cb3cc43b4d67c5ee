import { computed, reactive, ref, type ComputedRef, type Ref } from 'vue'
import type { RunConfig } from '../../shared/run-config'
import {
  planSweep,
  readAxis,
  suggestedValues,
  SWEEP_FIELDS,
  type AxisDraft,
  type AxisProblem,
  type SweepField,
  type SweepPlan
} from './sweep-draft'
import { useRunDraft } from './use-run-draft'

/** More settings than these at once make a table that nobody reads. */
export const MOST_AXES = 3

// one draft for the whole window, like that of a single run
const sweeping = ref(false)
const name = ref('')
const axes = reactive<AxisDraft[]>([])

export interface SweepDraftControl {
  /** Whether the form describes many runs. */
  sweeping: Ref<boolean>
  /** The name typed; empty: the sweep is named after what it varies. */
  name: Ref<string>
  /** Bind fields to these. */
  axes: AxisDraft[]
  /** One an axis; undefined where it is sound. */
  problems: ComputedRef<(AxisProblem | undefined)[]>
  /** Undefined while an axis, or the settings beside it, have problems. */
  plan: ComputedRef<SweepPlan | undefined>
  /** Settings that are not varied yet. */
  freeFields: ComputedRef<SweepField[]>
  add: () => void
  remove: (index: number) => void
  /** Varies another setting, beginning with values that make sense. */
  choose: (index: number, field: SweepField) => void
}

/** The form for many runs: the settings of the next run are what they have in common. */
export function useSweepDraft(): SweepDraftControl {
  const { config } = useRunDraft()
  const suggest = (field: SweepField): AxisDraft => ({
    field,
    text: suggestedValues(field, config.value)
  })

  const read = computed(() => {
    const base = config.value
    return base && axes.map((axis) => readAxis(axis, base))
  })
  const plan = computed(() => {
    const base: RunConfig | undefined = config.value
    if (!base || !read.value) return undefined
    const sound = read.value.flatMap(({ axis }) => axis ?? [])
    return sound.length === read.value.length ? planSweep(base, sound) : undefined
  })
  const freeFields = computed(() =>
    SWEEP_FIELDS.filter((field) => !axes.some((axis) => axis.field === field))
  )

  function add(): void {
    if (axes.length < MOST_AXES) axes.push(suggest(freeFields.value[0]))
  }
  if (axes.length === 0) add()

  return {
    sweeping,
    name,
    axes,
    problems: computed(() => axes.map((_, index) => read.value?.[index].problem)),
    plan,
    freeFields,
    add,
    remove: (index) => axes.splice(index, 1),
    choose: (index, field) => (axes[index] = suggest(field))
  }
}
