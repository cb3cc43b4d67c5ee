import { useI18n } from 'vue-i18n'
import { toPlainError, type ErrorValues } from '../../../shared/errors'
import type { IntakeRemark, Rejection } from '../../../shared/intake'
import { useErrorText } from '../../composables/use-error-text'
import { useFormat } from '../../composables/use-format'

export interface IntakeText {
  /** Why a file, row or picture is left out. */
  reason: (rejection: Rejection) => string
  /** Where it is. */
  place: (rejection: Rejection) => string
  remark: (remark: IntakeRemark) => string
  /** Why nothing comes in. */
  refusal: (error: unknown) => string
}

/** Sizes and counts are written as everywhere else. */
const BYTES = ['size', 'limit', 'declared', 'found']
const IN_BYTES = ['too-large', 'idx-length', 'picture-heavy']

/** The sentences about files that come in, or do not. */
export function useIntakeText(): IntakeText {
  const { t } = useI18n()
  const format = useFormat()
  const errorText = useErrorText()

  function written(code: string, values: ErrorValues): ErrorValues {
    const { bytes, whole } = format.value
    return Object.fromEntries(
      Object.entries(values).map(([name, value]) => {
        if (typeof value === 'string') return [name, value]
        return [name, IN_BYTES.includes(code) && BYTES.includes(name) ? bytes(value) : whole(value)]
      })
    )
  }

  const problem = (code: string, values: ErrorValues): string =>
    t(`intake.problems.${code}`, written(code, values), Number(values.count ?? values.columns ?? 2))

  return {
    reason: ({ code, values }) => problem(code, values),
    place: ({ file, line }) =>
      line === null ? file : t('intake.line', { file, line: format.value.whole(line) }),
    remark: ({ code, values }) =>
      t(`intake.remarks.${code}`, written(code, values), Number(values.count ?? 2)),
    refusal(error) {
      const { code, values } = toPlainError(error)
      if (code !== 'intake-refused') return errorText(error)
      const refused = problem(String(values.problem), values)
      // nothing is left, and this is why the first of it was left out
      return values.because === undefined
        ? refused
        : `${refused} ${problem(String(values.because), values)}`
    }
  }
}
