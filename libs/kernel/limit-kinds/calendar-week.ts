import { addSeconds, epochMsOf, Timestamp, utcDay } from '../time';
import { calendarKind } from './limit-kind';

const DAY_SECONDS = 86_400;

/** One window per ISO week: from Monday 00:00 UTC, named by that Monday. */
export const calendarWeek = calendarKind({
  name: 'calendar-week',
  keyOf: mondayOf,
  startOf: (monday) => `${monday}T00:00:00.000Z`,
  next: (start) => addSeconds(start, 7 * DAY_SECONDS),
});

function mondayOf(now: Timestamp): string {
  const daysSinceMonday = (new Date(epochMsOf(now)).getUTCDay() + 6) % 7;
  return utcDay(addSeconds(now, -daysSinceMonday * DAY_SECONDS));
}
