import { nextUtcMidnight, utcDay } from '../time';
import { LimitKind } from './limit-kind';

/** One window per UTC calendar day. */
export const calendarDay: LimitKind = {
  name: 'calendar-day',
  endsWithHold: false,
  windowOf: utcDay,
  isLive: (window, now) => window === utcDay(now),
  startOf: (window) => `${window}T00:00:00.000Z`,
  resetAt: (now) => nextUtcMidnight(now),
};
