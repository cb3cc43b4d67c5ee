export { helper } from './testing/helper'
