import { one } from './ring-one'
export const two = (): number => one()
