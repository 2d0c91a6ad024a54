import { LimitKind } from './limit-kind';

/** One window for ever: it goes down only when the thing itself is removed. */
export const lifetime: LimitKind = {
  name: 'lifetime',
  endsWithHold: false,
  windowOf: () => 'lifetime',
  isLive: () => true,
  startOf: () => null,
  resetAt: () => null,
};
