import { onBeforeUnmount, onMounted, ref, watch, type Ref } from 'vue'
import { remInPixels, useTheme } from '../../composables/use-theme'

/** Calls back at the start, and whenever the element or the text has another size. */
export function useResize(element: Readonly<Ref<HTMLElement | null>>, measure: () => void): void {
  const { appearance } = useTheme()
  const observer = new ResizeObserver(measure)

  onMounted(() => element.value && observer.observe(element.value))
  watch(appearance, measure, { flush: 'post' })
  onBeforeUnmount(() => observer.disconnect())
}

/** The width of an element, in rem: what fits into it is the same for a small window and for large text. */
export function useWidthInRem(element: Readonly<Ref<HTMLElement | null>>): Readonly<Ref<number>> {
  const width = ref(0)
  useResize(element, () => (width.value = (element.value?.clientWidth ?? 0) / remInPixels()))
  return width
}
