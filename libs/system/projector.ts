import { Projecting, Runtime, startProjecting } from '@ledgerline/platform/runtime';
import { decode, keptProjections } from './read-models';

/** Keeps the read models of the system up with the log. */
export function startProjector(runtime: Runtime): Promise<Projecting> {
  return startProjecting(runtime, { projections: keptProjections(runtime.config), decode });
}
