// @vitest-environment happy-dom
import { mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { i18n } from '../../i18n'
import EditableName from './EditableName.vue'

describe('EditableName', () => {
  let name: VueWrapper

  beforeEach(async () => {
    name = mount(EditableName, {
      props: { name: 'Run 1' },
      slots: { default: 'Run 1' },
      global: { plugins: [i18n] },
      attachTo: document.body
    })
    await name.get('button').trigger('click')
  })
  afterEach(() => name.unmount())

  it('keeps the new name with Enter, trimmed, and gives the focus back', async () => {
    await name.get('input').setValue('  Mia  ')
    await name.get('input').trigger('keydown', { key: 'Enter' })
    expect(name.emitted('rename')).toEqual([['Mia']])
    expect(document.activeElement).toBe(name.get('button').element)
  })

  it('leaves the name alone with Escape', async () => {
    await name.get('input').setValue('Mia')
    await name.get('input').trigger('keydown', { key: 'Escape' })
    expect(name.emitted('rename')).toBeUndefined()
    expect(name.find('input').exists()).toBe(false)
  })

  it('keeps it when the focus leaves, once', async () => {
    await name.get('input').setValue('Mia')
    await name.get('input').trigger('blur')
    expect(name.emitted('rename')).toEqual([['Mia']])
  })

  it('takes no empty name and no unchanged one', async () => {
    await name.get('input').setValue('   ')
    await name.get('input').trigger('keydown', { key: 'Enter' })
    await name.get('button').trigger('click')
    await name.get('input').trigger('keydown', { key: 'Enter' })
    expect(name.emitted('rename')).toBeUndefined()
  })
})
