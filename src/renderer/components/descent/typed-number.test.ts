// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { expect, it } from 'vitest'
import TypedNumber from './TypedNumber.vue'

it('keeps what is being typed while the number it shows changes', async () => {
  const field = mount(TypedNumber, { props: { text: '0.1' } })
  field.element.value = '0.8'
  await field.trigger('input')
  await field.setProps({ text: '0.2' })
  expect(field.element.value).toBe('0.8')
  await field.trigger('change')
  expect(field.emitted('typed')).toEqual([['0.8']])
})

it('shows what counts again where the number was refused', async () => {
  const field = mount(TypedNumber, { props: { text: '0.1' } })
  field.element.value = 'much'
  await field.trigger('input')
  await field.trigger('change')
  expect(field.element.value).toBe('0.1')
})
