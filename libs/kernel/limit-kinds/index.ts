import { calendarDay } from './calendar-day';
import { calendarMonth } from './calendar-month';
import { concurrent } from './concurrent';
import { gauge } from './gauge';
import { lifetime } from './lifetime';
import { LimitKind, LimitKindName } from './limit-kind';
import { rollingHour } from './rolling-hour';

export * from './limit-kind';

/** The registry of limit kinds: a new kind is one file and one line here. */
export const limitKinds: Readonly<Record<LimitKindName, LimitKind>> = {
  'calendar-day': calendarDay,
  'calendar-month': calendarMonth,
  'rolling-hour': rollingHour,
  lifetime,
  gauge,
  concurrent,
};
