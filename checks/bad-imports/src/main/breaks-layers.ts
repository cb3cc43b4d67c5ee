export { trainerPart } from '../trainer/part'
