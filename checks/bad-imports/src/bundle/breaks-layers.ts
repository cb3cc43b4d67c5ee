export { storePart } from '../store/part'
