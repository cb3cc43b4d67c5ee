export { enginePart } from '../engine/part'
