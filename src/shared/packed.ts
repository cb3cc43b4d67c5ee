/**
 * Long lists on their way from the store to the window. The main process between them only hands on
 * the bytes: to copy thousands of objects would hold it up.
 */
export { packCurves, packCurveRows, unpackCurves } from './packed-curves'
export {
  packDeletedRows,
  packDeletedRuns,
  unpackDeletedRuns,
  type DeletionTimes
} from './packed-deleted'
export {
  PACKED_RUN_FIELDS,
  packRunRows,
  packRuns,
  unpackRuns,
  type PackedRun,
  type PackedRunField
} from './packed-runs'
