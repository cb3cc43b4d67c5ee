import type { Dataset } from '../datasets/load'
import type { TrainerCommand } from '../shared/trainer-protocol'
import { createSession, type Session, type SessionTools } from './session'

/** What the process needs from outside; tests bring their own. */
export interface TrainingProcessTools extends SessionTools {
  /** Called after `failed`: what state the process is in nobody knows, so it takes no other run. */
  end(code: number): void
  /** Called when a run has ended, and its end was told: it leaves large arrays behind. */
  collectGarbage(): void
}

/**
 * One run after the other, each from the parent's `start` to its own `done`. Between them the data
 * stay loaded. An idle process ignores what is not `start`: a command that was on its way when a run
 * ended does not reach the next one.
 */
export interface TrainingProcess {
  receive(command: TrainerCommand): void
}

export function createTrainingProcess(tools: TrainingProcessTools): TrainingProcess {
  const loadDataset = keepLast(tools.loadDataset)
  let session: Session | null = null

  function onEnd(last: 'done' | 'failed'): void {
    if (last === 'failed') return tools.end(1)
    session = null
    tools.clock.after(0, tools.collectGarbage)
  }

  return {
    receive(command) {
      if (command.type !== 'start') session?.receive(command)
      else session ??= createSession(command, { ...tools, loadDataset }, onEnd)
    }
  }
}

/** Loads only where another data set is asked for than the last time, or the last time failed. */
function keepLast(load: SessionTools['loadDataset']): SessionTools['loadDataset'] {
  let kept: { folder: string; id: string; dataset: Promise<Dataset> } | null = null
  return async (folder, id) => {
    if (kept?.folder !== folder || kept.id !== id) kept = { folder, id, dataset: load(folder, id) }
    const asked = kept
    try {
      return await asked.dataset
    } catch (error) {
      if (kept === asked) kept = null
      throw error
    }
  }
}
