export { supervisorPart } from '../supervisor/part'
