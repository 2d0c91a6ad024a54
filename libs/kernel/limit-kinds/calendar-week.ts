import { addDays, epochMsOf, Timestamp, utcDay } from '../time';
import { calendarKind } from './limit-kind';

/** One window per ISO week: from Monday 00:00 UTC, named by that Monday. */
export const calendarWeek = calendarKind({
  name: 'calendar-week',
  keyOf: mondayOf,
  startOf: (monday) => `${monday}T00:00:00.000Z`,
  next: (start) => addDays(start, 7),
});

function mondayOf(now: Timestamp): string {
  const daysSinceMonday = (new Date(epochMsOf(now)).getUTCDay() + 6) % 7;
  return utcDay(addDays(now, -daysSinceMonday));
}
