import type { StudyQuestion } from '../../shared/analyst-protocol'
import { parametersToBytes } from '../../engine/network'
import { DownhillError } from '../../shared/errors'
import type { StudyResponses, WeightsAt } from '../../shared/study'
import { findExample, studyExample } from './example'
import type { RunMaterial, StudyTools } from './task'
import { Walker, type Place } from './walk'

type StudyAnswer = StudyResponses[StudyQuestion['study']['subject']]

export class Studies {
  readonly #walker = new Walker()

  async answer(
    { study, from, rateChanges, config, fingerprint }: StudyQuestion,
    material: RunMaterial,
    tools: StudyTools
  ): Promise<StudyAnswer> {
    const { at } = study.input
    const course = JSON.stringify([fingerprint, config, rateChanges])
    const place = await this.#walker.walk(course, material, from, at.step, tools)
    return answerAt(study, { ...place, parameters: edited(place, at.edits) }, material, tools)
  }
}

/** @throws DownhillError 'invalid-input' where the network has no such parameter. */
function edited({ parameters }: Place, edits: WeightsAt['edits']): Float32Array {
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

async function answerAt(
  study: StudyQuestion['study'],
  place: Place,
  material: RunMaterial,
  tools: StudyTools
): Promise<StudyAnswer> {
  const { network, plans } = material
  const { parameters, step } = place
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
    default:
      throw new DownhillError('internal', `${study.subject} is not answered.`)
  }
}
