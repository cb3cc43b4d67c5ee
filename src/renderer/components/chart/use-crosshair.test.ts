import { computed, shallowRef, type Ref, type ShallowRef } from 'vue'
import { beforeEach, describe, expect, it } from 'vitest'
import type { ChartModel } from '../../charts/model'
import { useCrosshair, type Crosshair } from './use-crosshair'

function modelOf(count: number): ChartModel {
  const points = Array.from({ length: count }, (_, x) => ({ x, y: x }))
  return {
    series: [{ id: 'a', label: 'a', colour: 'run-1', dash: [], points }],
    x: { title: 'epoch' },
    y: { title: '', kind: 'cost', logarithmic: false }
  }
}

describe('useCrosshair', () => {
  let model: ShallowRef<ChartModel>
  let crosshair: Crosshair & { at: Ref<number | null> }

  beforeEach(() => {
    model = shallowRef(modelOf(30))
    crosshair = useCrosshair(computed(() => model.value))
  })

  const after = (...keys: string[]): number | null => {
    for (const key of keys) crosshair.press(key)
    return crosshair.at.value
  }

  it('is hidden at first, and enters from the side the key comes from', () => {
    expect(crosshair.at.value).toBeNull()
    expect(after('ArrowRight')).toBe(0)
    crosshair.hide()
    expect(after('ArrowLeft')).toBe(29)
  })

  it('moves by one, by ten, and to the ends, and not beyond', () => {
    expect(after('Home', 'ArrowRight', 'ArrowRight')).toBe(2)
    expect(after('PageDown')).toBe(12)
    expect(after('PageUp', 'PageUp')).toBe(0)
    expect(after('End', 'ArrowRight')).toBe(29)
  })

  it('leaves with Escape, which otherwise means nothing to it', () => {
    expect(crosshair.press('Escape')).toBe(false)
    after('ArrowRight')
    expect(crosshair.press('Escape')).toBe(true)
    expect(crosshair.at.value).toBeNull()
  })

  it('leaves all other keys to others', () => {
    expect(crosshair.press('Tab')).toBe(false)
    expect(crosshair.press('constructor')).toBe(false)
  })

  it('goes to the nearest value of the pointer', () => {
    crosshair.moveTo(7.4)
    expect(crosshair.at.value).toBe(7)
  })
})
