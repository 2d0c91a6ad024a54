import { LimitKind } from './limit-kind';

/**
 * How much there is now (megabytes stored, seats taken): time never changes it, only what is put in or taken
 * out.
 */
export const gauge: LimitKind = {
  name: 'gauge',
  endsWithHold: false,
  slides: false,
  windowOf: () => 'now',
  startOf: () => null,
  endsAt: () => null,
};
