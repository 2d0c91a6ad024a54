import { nextUtcMonth } from '../time';
import { calendarKind } from './limit-kind';

/** One window per UTC calendar month. */
export const calendarMonth = calendarKind({
  name: 'calendar-month',
  keyOf: (now) => now.slice(0, 7),
  startOf: (month) => `${month}-01T00:00:00.000Z`,
  next: nextUtcMonth,
});
