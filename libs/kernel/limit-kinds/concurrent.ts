import { LimitKind } from './limit-kind';

/** Slots for running jobs: taken by the hold, given back when it resolves, never used up. */
export const concurrent: LimitKind = {
  name: 'concurrent',
  endsWithHold: true,
  slides: false,
  windowOf: () => 'now',
  startOf: () => null,
  endsAt: () => null,
};
