import { nextUtcMidnight, utcDay } from '../time';
import { calendarKind } from './limit-kind';

/** One window per UTC calendar day. */
export const calendarDay = calendarKind({
  name: 'calendar-day',
  keyOf: utcDay,
  startOf: (day) => `${day}T00:00:00.000Z`,
  next: nextUtcMidnight,
});
