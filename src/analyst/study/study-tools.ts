import type { StudyProgressMessage } from '../../shared/analyst-protocol'
import type { PreparedEngine } from '../weights'
import { refuseCalledOff, type RunMaterial, type StudyTools } from './task'

interface Surroundings {
  id: number
  material: RunMaterial
  isCalledOff(): boolean
  findPrepared(): PreparedEngine
  tell(message: StudyProgressMessage): void
  now(): number
  breathe(): Promise<void>
}

/** Progress is told so often at most, in milliseconds, and of what is done sooner not at all. */
const NEWS_EVERY = 100

/** What one study works with. */
export function createStudyTools(surroundings: Surroundings): StudyTools {
  const { id, material, isCalledOff, findPrepared, now } = surroundings
  let lastNews = now()
  let isTold = false
  return {
    engine() {
      const prepared = findPrepared()
      prepared.training ??= prepared.engine.addExamples(material.training)
      return { engine: prepared.engine, training: prepared.training }
    },
    now,
    isCalledOff,
    tell(done, of) {
      const time = now()
      if (time - lastNews < NEWS_EVERY && (done < of || !isTold)) return
      lastNews = time
      isTold = true
      surroundings.tell({ type: 'study-progress', id, done, of })
    },
    rest: surroundings.breathe,
    async breathe() {
      await surroundings.breathe()
      if (isCalledOff()) refuseCalledOff()
    }
  }
}
