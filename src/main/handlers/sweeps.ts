import type { Handlers } from '../request'
import type { GetServices } from '../services'

type SweepRequest = Extract<keyof Handlers, `sweeps.${string}`>

export function sweepHandlers(services: GetServices): Pick<Handlers, SweepRequest> {
  return {
    'sweeps.start': async ({ name, configs }) =>
      (await services()).supervisor.startSweep(name, configs),
    'sweeps.list': async () => (await services()).store.listSweeps(),
    'sweeps.stop': async ({ sweepId }) => {
      await (await services()).supervisor.stopSweep(sweepId)
      return null
    }
  }
}
