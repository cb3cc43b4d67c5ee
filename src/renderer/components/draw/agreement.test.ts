import { describe, expect, it } from 'vitest'
import { partiesOf } from './agreement'

describe('partiesOf', () => {
  it('is one party where all agree, the silent ones left out', () => {
    const answers = [
      { name: 'a', answer: '5' },
      { name: 'b', answer: null },
      { name: 'c', answer: '5' }
    ]
    expect(partiesOf(answers)).toEqual([{ answer: '5', names: ['a', 'c'] }])
  })

  it('puts the largest party first, and of equals that of the first network', () => {
    const answers = ['3', '8', '8', '1'].map((answer, place) => ({ name: `n${place}`, answer }))
    expect(partiesOf(answers)).toEqual([
      { answer: '8', names: ['n1', 'n2'] },
      { answer: '3', names: ['n0'] },
      { answer: '1', names: ['n3'] }
    ])
  })

  it('is nobody without answers', () => {
    expect(partiesOf([{ name: 'a', answer: null }])).toEqual([])
  })
})
