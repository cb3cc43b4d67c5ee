import type { CDPSession } from '@playwright/test'
import type { Program } from '../program'
import { familyOf, handlesOf, memoryOf } from './processes'

/** What the program holds at a moment, rubbish taken out first where that can be asked for. */
export interface Hold {
  /** Bytes of the page's own objects, without V8's code: of that, each function that is used more gets more, once. */
  heap: number
  /** Nodes of the page, also of what is no longer shown but still held. */
  nodes: number
  listeners: number
  /**
   * Bytes of the processes that stay, of what they share only each one's part: those that answer questions or carry
   * files come, grow by garbage that they collect after minutes, and go.
   */
  memory: number
  /** The same of all processes. */
  memoryInAll: number
  /** Files, sockets and whatever else all processes have open, without what Electron keeps of ended ones. */
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
  const heap = await objectBytes(session)
  const { nodes, jsEventListeners } = await session.send('Memory.getDOMCounters')
  const ids = familyOf(program.mainProcessId)
  const passing = await passingProcesses(program)
  return {
    heap,
    nodes,
    listeners: jsEventListeners,
    memory: memoryOf(ids.filter((id) => !passing.includes(id))),
    memoryInAll: memoryOf(ids),
    handles: handlesOf(ids),
    processes: ids.length
  }
}

function passingProcesses({ electron }: Program): Promise<number[]> {
  return electron.evaluate(({ app }) =>
    app
      .getAppMetrics()
      .filter(({ name }) => name?.startsWith('Downhill ') && name !== 'Downhill trainer')
      .map(({ pid }) => pid)
  )
}

/** What V8 makes of the program itself, and keeps: instructions, what it learnt of types, shapes of objects. */
const NOT_OBJECTS = new Set(['code', 'hidden', 'object shape'])

interface HeapSnapshot {
  snapshot: { meta: { node_fields: string[]; node_types: [string[], ...unknown[]] } }
  nodes: number[]
}

async function objectBytes(session: CDPSession): Promise<number> {
  const pieces: string[] = []
  const gather = ({ chunk }: { chunk: string }): void => void pieces.push(chunk)
  session.on('HeapProfiler.addHeapSnapshotChunk', gather)
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false })
  session.off('HeapProfiler.addHeapSnapshotChunk', gather)
  // lets go of the numbers by which V8 would know the objects again
  await session.send('HeapProfiler.disable')
  const { snapshot, nodes } = JSON.parse(pieces.join('')) as HeapSnapshot
  const { node_fields: fields, node_types: types } = snapshot.meta
  const [type, size] = [fields.indexOf('type'), fields.indexOf('self_size')]
  let sum = 0
  for (let at = 0; at < nodes.length; at += fields.length) {
    if (!NOT_OBJECTS.has(types[0][nodes[at + type]])) sum += nodes[at + size]
  }
  return sum
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

/**
 * By how much the floor of a figure rises from one round to the next: the least of the later half against the least of
 * the earlier one. For memory, of which each process gives back what it does not need when it pleases.
 */
export function rise(values: readonly number[]): number {
  const half = Math.floor(values.length / 2)
  if (half === 0) return 0
  const [earlier, later] = [values.slice(0, half), values.slice(-half)]
  return (Math.min(...later) - Math.min(...earlier)) / (values.length - half)
}
