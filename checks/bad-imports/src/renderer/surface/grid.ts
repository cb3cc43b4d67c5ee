export { useRuns } from '../composables/use-runs'
