// @vitest-environment happy-dom
import { mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import type { TestAnswers } from '../../../shared/test-set'
import { i18n } from '../../i18n'
import { confusionOf } from './confusion'
import ConfusionMatrix from './ConfusionMatrix.vue'

let matrix: VueWrapper
afterEach(() => matrix.unmount())

function show(classes: number, asRates = false): void {
  // every class twice, each first one taken for class 0
  const labels = Uint8Array.from({ length: 2 * classes }, (_, place) => place >> 1)
  const answers: TestAnswers = {
    count: labels.length,
    costs: new Float64Array(labels.length),
    shares: new Float32Array(labels.length),
    gaps: new Float32Array(labels.length),
    answers: Int16Array.from(labels, (label, place) => (place % 2 === 0 ? 0 : label)),
    labels
  }
  matrix = mount(ConfusionMatrix, {
    props: {
      confusion: confusionOf(answers, classes),
      names: Array.from({ length: classes }, (_, index) => `c${index}`),
      asRates,
      chosen: null
    },
    global: { plugins: [i18n] },
    attachTo: document.body
  })
}

const cell = (label: number, answer: number) =>
  matrix.get(`[data-label="${label}"][data-answer="${answer}"]`)
const press = (key: string): Promise<void> => {
  const focused = document.activeElement
  focused?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }))
  return matrix.vm.$nextTick()
}
const focus = (label: number, answer: number): void => {
  const { element } = cell(label, answer)
  if (element instanceof HTMLElement) element.focus()
}

describe('ConfusionMatrix', () => {
  it('writes counts or rates into the cells, and nothing where there is nothing', () => {
    show(3)
    expect(cell(0, 0).text()).toBe('2')
    expect(cell(2, 0).text()).toBe('1')
    expect(cell(2, 1).text()).toBe('')
    matrix.unmount()
    show(3, true)
    expect(cell(2, 0).text()).toBe('50.0%')
    expect(cell(0, 0).text()).toBe('100.0%')
  })

  it('is walked by arrow keys to its ends, and opened by Enter', async () => {
    show(3)
    focus(0, 0)
    for (const key of [
      'ArrowDown',
      'ArrowDown',
      'ArrowDown',
      'ArrowRight',
      'ArrowLeft',
      'ArrowLeft'
    ])
      await press(key)
    expect(document.activeElement).toBe(cell(2, 0).element)
    expect(cell(2, 0).attributes('aria-label')).toBe('c2 taken for c0: 1 of 2, 50.0%')
    expect(matrix.get('.readout-line').text()).toBe('c2 taken for c0: 1 of 2, 50.0%')
    await press('Enter')
    expect(matrix.emitted('open')).toEqual([[{ label: 2, answer: 0 }]])
    // one stop in the order of tabs
    expect(matrix.findAll('[tabindex="0"]')).toHaveLength(1)
  })

  it('tells the numbers of 62 classes below, where the cells have no room', async () => {
    show(62)
    expect(matrix.findAll('[data-label]')).toHaveLength(62 * 62)
    expect(cell(61, 0).text()).toBe('')
    expect(cell(61, 0).attributes('aria-label')).toBe('1')
    focus(61, 0)
    await matrix.vm.$nextTick()
    expect(matrix.get('.readout-line').text()).toContain('c61 taken for c0: 1 of 2')
  })
})
