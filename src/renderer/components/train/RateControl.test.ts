// @vitest-environment happy-dom
import { mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { i18n } from '../../i18n'
import { makeRun } from '../../testing/runs'
import RateControl from './RateControl.vue'

describe('RateControl', () => {
  let control: VueWrapper

  beforeEach(() => {
    control = mount(RateControl, { props: { run: makeRun() }, global: { plugins: [i18n] } })
  })
  afterEach(() => control.unmount())

  const button = (): HTMLButtonElement => control.get('button').element

  it('sends a rate that is new, with the button or Enter', async () => {
    expect(button().disabled).toBe(true)
    await control.get('#rate-now').setValue('0,25')
    expect(button().disabled).toBe(false)
    await control.get('form').trigger('submit')
    expect(control.emitted('use')).toEqual([[0.25]])
  })

  it('takes no rate that the settings would not take, and says why', async () => {
    await control.get('#rate-now').setValue('0')
    expect(control.get('#rate-now-problem').text()).toBe('At least 1E-6.')
    await control.get('form').trigger('submit')
    expect(control.emitted('use')).toBeUndefined()
  })

  it('shows the rate in force again once it has been changed', async () => {
    await control.get('#rate-now').setValue('0.25')
    const rateChanges = [{ step: 5, learningRate: 0.2 }]
    await control.setProps({ run: makeRun({ rateChanges }) })
    expect(control.get<HTMLInputElement>('#rate-now').element.value).toBe('0.2')
    expect(button().disabled).toBe(true)
  })
})
