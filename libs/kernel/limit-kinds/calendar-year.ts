import { addMonths } from '../periods';
import { calendarKind } from './limit-kind';

/** One window per UTC calendar year. */
export const calendarYear = calendarKind({
  name: 'calendar-year',
  keyOf: (now) => now.slice(0, 4),
  startOf: (year) => `${year}-01-01T00:00:00.000Z`,
  next: (start) => addMonths(start, 12),
});
