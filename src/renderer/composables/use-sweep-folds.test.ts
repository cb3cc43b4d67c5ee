import { ref } from 'vue'
import { describe, expect, it } from 'vitest'
import { useSweepFolds } from './use-sweep-folds'

describe('useSweepFolds', () => {
  it('keeps what is folded in a search apart, and forgets it with the search', () => {
    const isSought = ref(false)
    const { folds, fold, forget } = useSweepFolds(isSought)
    fold(7, false)
    isSought.value = true
    expect(folds.value.size).toBe(0)
    fold(7, true)
    fold(8, false)
    expect([...folds.value]).toEqual([
      [7, true],
      [8, false]
    ])
    forget()
    expect(folds.value.size).toBe(0)
    isSought.value = false
    expect([...folds.value]).toEqual([[7, false]])
  })
})
