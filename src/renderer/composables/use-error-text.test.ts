// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { expect, it } from 'vitest'
import { DownhillError } from '../../shared/errors'
import { i18n } from '../i18n'
import { useErrorText } from './use-error-text'

it('ends a sentence once, whether the message in it does or not', () => {
  const sentences: string[] = []
  const setup = (): object => {
    const text = useErrorText()
    for (const message of ['no such rate', 'no such rate.']) {
      sentences.push(text(new DownhillError('invalid-input', message)))
    }
    return {}
  }
  mount({ setup, template: '<p />' }, { global: { plugins: [i18n] } })
  expect(sentences).toEqual(Array(2).fill('The program did not accept this: no such rate.'))
})
