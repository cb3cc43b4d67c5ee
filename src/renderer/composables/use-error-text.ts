import { useI18n } from 'vue-i18n'
import { toPlainError } from '../../shared/errors'

/** Turns whatever was thrown into a sentence of the catalogue. */
export function useErrorText(): (error: unknown) => string {
  const { t } = useI18n()
  return (error) => {
    const { code, message, values } = toPlainError(error)
    // an internal error has no words of its own in the catalogue: its own must do
    if (code === 'internal') return t(`errors.${code}`, { ...values, message })
    // the catalogue ends the sentence
    return t(`errors.${code}`, { ...values, message: message.replace(/\.$/, '') })
  }
}
