import { runConfigSchema, type RunConfig, type RunConfigField } from '../../shared/run-config'

/** All settings, in the order of the form. */
export const CONFIG_FIELDS = Object.keys(runConfigSchema.shape) as RunConfigField[]

function sameSetting(field: RunConfigField, one: RunConfig, other: RunConfig): boolean {
  const a = one[field]
  const b = other[field]
  if (a === b || !Array.isArray(a) || !Array.isArray(b)) return a === b
  return a.length === b.length && a.every((size, place) => size === b[place])
}

/** The settings that are not the same in all of these, in the order of the form. */
export function differingFields(configs: readonly RunConfig[]): RunConfigField[] {
  const first = configs.at(0)
  if (!first) return []
  return CONFIG_FIELDS.filter((field) =>
    configs.some((config) => !sameSetting(field, first, config))
  )
}
