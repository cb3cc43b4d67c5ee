import type { Handlers } from '../request'
import type { GetServices } from '../services'
import { runLabelHandlers } from './run-labels'
import { runWeightHandlers } from './run-weights'

type RunRequest = Extract<keyof Handlers, `runs.${string}`>

/** Runs: begun, read, named, deleted, looked after. */
export function runHandlers(services: GetServices): Pick<Handlers, RunRequest> {
  return {
    'runs.start': async (training) => (await services()).supervisor.start(training),
    'runs.resume': async ({ runId, pace }) => (await services()).supervisor.resume(runId, pace),
    'runs.fork': async ({ pace, ...fork }) => (await services()).supervisor.fork(fork, pace),

    'runs.list': async () => (await services()).runList.take(),
    'runs.summaries': async ({ runIds }) => (await services()).store.packedSummaries(runIds),
    'runs.detail': async ({ runId }) => (await services()).store.runDetail(runId),
    'runs.curves': async ({ runIds }) => (await services()).store.packedCurves(runIds),

    ...runLabelHandlers(services),
    ...runWeightHandlers(services)
  }
}
