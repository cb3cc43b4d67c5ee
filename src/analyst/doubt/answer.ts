import type { Dataset } from '../../datasets/load'
import type { Engine } from '../../engine/engine'
import { parametersFromBytes } from '../../engine/network'
import type { DoubtQuestion } from '../../shared/analyst-protocol'
import { PIXELS, type DoubtName, type DoubtResponses } from '../../shared/doubt'
import { DownhillError } from '../../shared/errors'
import { dream } from './dream'
import { answerNoise } from './noise'
import { occlude } from './occlusion'

/**
 * What a network makes of what is no digit.
 * @param engine for the network of the question's run; its weights are replaced
 * @throws DownhillError 'invalid-input' where the run did not learn from pictures in classes, or the
 * wanted class is none of its.
 */
export function answerDoubt(
  { doubt, parameters: bytes }: DoubtQuestion,
  { info, test }: Dataset,
  engine: Engine
): DoubtResponses[DoubtName] {
  if (info.kind !== 'pictures' || info.inputSize !== PIXELS) {
    throw new DownhillError('invalid-input', 'This run did not learn from pictures of 28x28.')
  }
  const parameters = parametersFromBytes(bytes, engine.network.layers)
  if (doubt.name === 'doubt.dream') {
    if (doubt.input.wanted >= info.classes) {
      throw new DownhillError('invalid-input', `There is no class ${doubt.input.wanted}.`)
    }
    return dream(engine.network, parameters, doubt.input)
  }
  engine.load(parameters, null)
  if (doubt.name === 'doubt.occlude') return occlude(engine, doubt.input)
  return answerNoise(engine, test, doubt.input)
}
