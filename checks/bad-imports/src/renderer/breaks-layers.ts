export { mainPart } from '../main/part'
