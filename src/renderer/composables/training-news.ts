import type { Events } from '../../shared/contract'
import { subscribe } from '../api'

type News = Events['training.progress']

/** Milliseconds between two deliveries: faster than ten a second nobody reads, and drawing costs. */
const INTERVAL = 100

const listeners = new Set<(news: News) => void>()
let gathered: News[] = []
let unsubscribe: (() => void) | undefined
let isDue = false
let lastDelivery = -Infinity

function deliver(): void {
  isDue = false
  lastDelivery = performance.now()
  const all = gathered
  gathered = []
  for (const news of all) for (const listener of listeners) listener(news)
}

function deliverInFrame(): void {
  // a window that is not shown has no frames
  if (document.hidden) deliver()
  else requestAnimationFrame(() => isDue && deliver())
}

function gather(news: News): void {
  gathered.push(news)
  if (isDue) return
  isDue = true
  const wait = lastDelivery + INTERVAL - performance.now()
  if (wait > 0) setTimeout(deliverInFrame, wait)
  else deliverInFrame()
}

/** The frame that was waited for will not come. */
function deliverBeforeHiding(): void {
  if (document.hidden && isDue) deliver()
}

/**
 * Calls back with the news of training, from several runs perhaps, gathered and delivered within one
 * frame: whatever they change is then drawn once. The returned function ends it.
 */
export function onTrainingNews(listener: (news: News) => void): () => void {
  if (listeners.size === 0) {
    unsubscribe = subscribe('training.progress', gather)
    document.addEventListener('visibilitychange', deliverBeforeHiding)
  }
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    unsubscribe?.()
    document.removeEventListener('visibilitychange', deliverBeforeHiding)
    // nobody is left to hear it, and whoever comes later reads what was stored until then
    gathered = []
    isDue = false
  }
}
