import { Projecting, Runtime, startProjecting } from '@ledgerline/platform/runtime';
import { decode, projections } from './read-models';

/** Keeps every read model of the system up with the log. */
export function startProjector(runtime: Runtime): Promise<Projecting> {
  return startProjecting(runtime, { projections, decode });
}
