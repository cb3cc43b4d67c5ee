export { datasetsPart } from '../datasets/part'
