// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import { i18n } from '../i18n'
import OutputBars from './OutputBars.vue'

function show(props: InstanceType<typeof OutputBars>['$props']): ReturnType<typeof mount> {
  return mount(OutputBars, { props, global: { plugins: [i18n] } })
}

const outputs = [0.01, 0, 0, 0.93, 0, 0.05, 0, 0, 0.01, 0]

describe('OutputBars', () => {
  it('has a bar for each digit, as long as its output, with the number beside it', () => {
    const rows = show({ outputs, emptyText: '' }).findAll('li')
    expect(rows).toHaveLength(10)
    expect(rows[3].find('.bar').attributes('style')).toContain('93%')
    expect(rows[3].text()).toContain('0.93')
  })

  it('marks the answer in words, and no other digit', () => {
    const rows = show({ outputs, emptyText: '' }).findAll('li')
    const marked = rows.filter((row) => row.text().includes('the answer'))
    expect(marked).toEqual([rows[3]])
  })

  it('says what it looks like, and how sure the network is', () => {
    const sentence = (values: number[], areShares = true): string =>
      show({ outputs: values, areShares, emptyText: '' }).find('.sentence').text()
    expect(sentence(outputs)).toBe('Looks like a 3 (93%)')
    expect(sentence([0.3, 0.4])).toBe('Not sure: perhaps a 1 (40%)')
    expect(sentence([0.9999, 0.0001])).toBe('Looks like a 0 (over 99%)')
    expect(sentence([0.2, 0.9999], false)).toBe('Looks like a 1 (1.00)')
  })

  it('names classes that are no digits', () => {
    const bars = show({ outputs: [0.9, 0.1], classNames: ['A', 'B'], emptyText: '' })
    expect(bars.findAll('.digit').map((each) => each.text())).toEqual(['A', 'B'])
    expect(bars.find('.sentence').text()).toBe('Looks like: A (90%)')
    const empty = show({ outputs: null, classNames: ['A', 'B', 'C'], emptyText: '' })
    expect(empty.findAll('li')).toHaveLength(3)
  })

  it('says why it is empty, and keeps its ten rows', () => {
    const bars = show({ outputs: null, emptyText: 'Draw something.' })
    expect(bars.find('.sentence').text()).toBe('Draw something.')
    expect(bars.findAll('li')).toHaveLength(10)
    expect(bars.text()).not.toContain('the answer')
  })

  it('has no answer when the outputs are no numbers', () => {
    const bars = show({ outputs: Array<number>(10).fill(NaN), emptyText: '' })
    expect(bars.find('.sentence').text()).toContain('no numbers')
    expect(bars.text()).not.toContain('NaN')
  })
})
