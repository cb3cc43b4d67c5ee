import { computed, reactive, ref, type ComputedRef, type Ref } from 'vue'
import { PRESETS, presetOf, type PresetId } from '../../shared/presets'
import type { FieldProblem, RunConfig } from '../../shared/run-config'
import { readDraft, roundRate, toDraft, type RunDraft } from './run-draft'

// one draft for the whole window: leaving the form and coming back loses nothing
const draft = reactive<RunDraft>(toDraft(PRESETS.plain))
const name = ref('')
const read = computed(() => readDraft(draft))
const preset = computed(() => (read.value.config ? presetOf(read.value.config) : undefined))

function fill(config: RunConfig, rate?: number): void {
  Object.assign(draft, toDraft(config))
  if (rate !== undefined) draft.learningRate = String(roundRate(rate))
}

export interface DraftControl {
  /** Bind fields to this. */
  draft: RunDraft
  /** The name typed; empty: the program names the run. */
  name: Ref<string>
  problems: ComputedRef<FieldProblem[]>
  /** Undefined while there are problems. */
  config: ComputedRef<RunConfig | undefined>
  preset: ComputedRef<PresetId | undefined>
  /** Puts settings into the form, with another learning rate if one is given. */
  fill: (config: RunConfig, rate?: number) => void
}

/** The form for the next run. */
export function useRunDraft(): DraftControl {
  return {
    draft,
    name,
    problems: computed(() => read.value.problems),
    config: computed(() => read.value.config),
    preset,
    fill
  }
}
