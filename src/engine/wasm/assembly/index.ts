/**
 * All kernels. Each is exported also where only another one calls it: so that it can be tested by
 * itself, and because the optimiser would otherwise fold it into its only caller, where too many
 * vectors compete for the registers.
 */
export { freeMemory, useNetwork } from './layout'
export { exponentialOf } from './exponential'
export { logarithmOfOnePlusOf } from './logarithm'
export { activate, multiplyByDerivative } from './activations'
export { crossEntropy, crossEntropyDeltas, softmax } from './softmax'
export { squaredErrors } from './squares'
export { countRightAnswers } from './counting'
export { encodeLists } from './lists'
export { fetchLists } from './fetch-ahead'
export { openList } from './open-list'
export { multiplyDecoded, multiplyPacked } from './list-product'
export { addDecodedGradient, addPackedGradient } from './list-gradient'
export { gatherInputs } from './dense-inputs'
export { matrixProduct } from './matrix-product'
export { addBiasGradient, addMatrixGradient } from './matrix-gradient'
export { transpose } from './transpose'
export { forgetTiny, parametersAreFinite, shrinkWeights, stepAlongGradient } from './parameters'
export { decayVelocity, followAndDecay, followVelocity } from './momentum'
export { stepByAdam } from './adam'
export {
  addGradient,
  backward,
  costsAndDeltas,
  finishForward,
  forward,
  multiplyDenseInputs
} from './propagation'
export { evaluate, gatherGradient, rightAnswers, train, useRule } from './training'
