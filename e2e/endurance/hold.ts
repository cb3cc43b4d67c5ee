import type { CDPSession } from '@playwright/test'
import type { Program } from '../program'
import { familyOf, handlesOf, memoryOf } from './processes'

/** What the program holds at a moment, rubbish taken out first where that can be asked for. */
export interface Hold {
  /** Bytes of the page's own objects. */
  heap: number
  /** Nodes of the page, also of what is no longer shown but still held. */
  nodes: number
  listeners: number
  /** Bytes of all processes together, of what they share only each one's part. */
  memory: number
  /** Files, sockets and whatever else all processes have open. */
  handles: number
  processes: number
}

const sessions = new WeakMap<object, Promise<CDPSession>>()

/** One a page: sessions that come and go would be measured as well. */
function sessionOf({ page }: Program): Promise<CDPSession> {
  const session = sessions.get(page) ?? page.context().newCDPSession(page)
  sessions.set(page, session)
  return session
}

export async function measureHold(program: Program): Promise<Hold> {
  const session = await sessionOf(program)
  // twice: what the first sets free is taken by the second
  for (let time = 0; time < 2; time++) await session.send('HeapProfiler.collectGarbage')
  const { usedSize } = await session.send('Runtime.getHeapUsage')
  const { nodes, jsEventListeners } = await session.send('Memory.getDOMCounters')
  const ids = familyOf(program.mainProcessId)
  return {
    heap: usedSize,
    nodes,
    listeners: jsEventListeners,
    memory: memoryOf(ids),
    handles: handlesOf(ids),
    processes: ids.length
  }
}

/** By how much a figure grows from one round to the next: the slope of the line that fits best. */
export function slope(values: readonly number[]): number {
  if (values.length < 2) return 0
  const middle = (values.length - 1) / 2
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  let covariance = 0
  let variance = 0
  for (const [index, value] of values.entries()) {
    covariance += (index - middle) * (value - mean)
    variance += (index - middle) ** 2
  }
  return covariance / variance
}
