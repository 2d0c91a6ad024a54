import { addSeconds } from '../time';
import { calendarKind } from './limit-kind';

/** One window per UTC hour, from its full hour on. */
export const calendarHour = calendarKind({
  name: 'calendar-hour',
  keyOf: (now) => now.slice(0, 13),
  startOf: (hour) => `${hour}:00:00.000Z`,
  next: (start) => addSeconds(start, 3_600),
});
