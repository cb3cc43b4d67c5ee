import { createHash } from 'node:crypto'
import { parametersToBytes } from '../../engine/network'
import type { StudyQuestion } from '../../shared/analyst-protocol'
import { DownhillError } from '../../shared/errors'
import type { StudyInput, StudyResponses, WeightsAt } from '../../shared/study'
import { studyAnswers } from '../test-set/answers'
import { testExamples } from '../test-set/examples'
import { findCosts, findGradient, type Costs } from './averages'
import { studyBatches } from './batches'
import { studyBudget } from './budget'
import { studyCosts } from './costs'
import { findExample, studyExample } from './example'
import { KeptCosts } from './kept-costs'
import { studyNudge } from './nudge'
import { chooseExamples, wholePart, type ChosenExamples } from './over'
import { studyStep } from './step'
import type { RunMaterial, StudyTools } from './task'
import { Walker, type Place } from './walk'

type StudyAnswer = StudyResponses[StudyQuestion['study']['subject']]

/** Of so many examples. */
const WORTH_KEEPING = 1000

/** The weights that are asked about, and what is at hand to answer. */
interface Subject {
  place: Place
  /** Names the run's settings and data: equal for equal ones. */
  course: string
  material: RunMaterial
  tools: StudyTools
}

/** Answers what can be asked of the weights of any step of a run. */
export class Studies {
  readonly #walker = new Walker()
  readonly #keptCosts = new KeptCosts()

  /** @throws DownhillError 'invalid-input', 'no-next-step', 'cancelled'. */
  async answer(
    { study, from, rateChanges, config, fingerprint }: StudyQuestion,
    material: RunMaterial,
    tools: StudyTools
  ): Promise<StudyAnswer> {
    const { step, edits } = study.input.at
    const course = JSON.stringify([fingerprint, config, rateChanges])
    const place = await this.#walker.walk(course, material, from, step, tools)
    const parameters = withEdits(place.parameters, edits)
    return this.#answerAt(study, {
      place: { ...place, parameters },
      course,
      material,
      tools
    })
  }

  async #answerAt(study: StudyQuestion['study'], subject: Subject): Promise<StudyAnswer> {
    const { place, material, tools } = subject
    const { network, plans } = material
    const { step, parameters } = place
    switch (study.subject) {
      case 'study.weights':
        return {
          layers: [...network.layers],
          step,
          epoch: Math.floor(step / plans.stepsPerEpoch),
          parameters: parametersToBytes(parameters)
        }
      case 'study.example':
        return studyExample(network, parameters, findExample(material, study.input.example))
      case 'study.costs': {
        const { part, most } = study.input
        const chosen = wholePart(material, part)
        return studyCosts(chosen, part, most, await this.#costs(subject, chosen))
      }
      case 'study.gradient': {
        const chosen = chooseExamples(material, study.input.over, step)
        const { cost, gradient } = await findGradient(network, parameters, chosen, tools)
        const told = parametersToBytes(Float32Array.from(gradient))
        return { cost, count: chosen.order.length, gradient: told }
      }
      case 'study.nudge':
        return this.#nudge(study.input, subject)
      case 'study.step':
        return studyStep(place, material, study.input.place, tools)
      case 'study.batches':
        return studyBatches(parameters, material, study.input, tools)
      case 'study.budget':
        return studyBudget(parameters, material, study.input, tools)
      case 'study.answers':
        return studyAnswers(material, parameters, tools)
      case 'study.images':
        return testExamples(material, study.input.indices)
    }
  }

  #costs(
    { course, place, material, tools }: Subject,
    chosen: ChosenExamples,
    network = material.network
  ): Promise<Costs> {
    const find = (shared: StudyTools): Promise<Costs> =>
      findCosts(network, place.parameters, chosen, shared)
    // what is found at once is not worth losing what took longer
    if (chosen.order.length < WORTH_KEEPING) return find(tools)
    // by the weights themselves: an imported run of the same settings may have others
    const weights = createHash('sha256').update(parametersToBytes(place.parameters)).digest('hex')
    const name = `${weights} ${course} ${chosen.name} ${network.activation}`
    return this.#keptCosts.get(name, tools, find)
  }

  async #nudge(input: StudyInput<'study.nudge'>, subject: Subject): Promise<StudyAnswer> {
    const { place, material, tools } = subject
    const chosen = chooseExamples(material, input.over, place.step)
    const { activation = material.network.activation } = input
    const network = { ...material.network, activation }
    const base = await this.#costs(subject, chosen, network)
    return studyNudge(network, place.parameters, chosen, base, input, tools)
  }
}

/** @throws DownhillError 'invalid-input' where the network has no such parameter. */
function withEdits(parameters: Float32Array, edits: WeightsAt['edits']): Float32Array {
  const changed = parameters.slice()
  for (const { index, value } of edits) {
    if (index >= changed.length) {
      throw new DownhillError('invalid-input', `There is no parameter ${index}.`, {
        where: 'at.edits',
        message: `${index} >= ${changed.length}`
      })
    }
    changed[index] = value
  }
  return changed
}
