import { nextUtcMonth } from '../time';
import { LimitKind } from './limit-kind';

/** One window per UTC calendar month. */
export const calendarMonth: LimitKind = {
  name: 'calendar-month',
  endsWithHold: false,
  windowOf: (now) => now.slice(0, 7),
  isLive: (window, now) => window === now.slice(0, 7),
  startOf: (window) => `${window}-01T00:00:00.000Z`,
  resetAt: (now) => nextUtcMonth(now),
};
