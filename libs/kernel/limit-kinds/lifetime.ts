import { LimitKind } from './limit-kind';

/** One window for ever: it goes down only when the thing itself is removed. */
export const lifetime: LimitKind = {
  name: 'lifetime',
  endsWithHold: false,
  slides: false,
  windowOf: () => 'lifetime',
  startOf: () => null,
  endsAt: () => null,
};
