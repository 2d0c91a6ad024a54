import { billingPeriod } from './billing-period';
import { calendarDay } from './calendar-day';
import { calendarHour } from './calendar-hour';
import { calendarMonth } from './calendar-month';
import { calendarWeek } from './calendar-week';
import { calendarYear } from './calendar-year';
import { concurrent } from './concurrent';
import { gauge } from './gauge';
import { lifetime } from './lifetime';
import { LimitKind, LimitKindName } from './limit-kind';
import { rolling } from './rolling';

export * from './limit-kind';

/** The registry of limit kinds: a new kind is one file and one line here. */
export const limitKinds: Readonly<Record<LimitKindName, LimitKind>> = {
  'calendar-hour': calendarHour,
  'calendar-day': calendarDay,
  'calendar-week': calendarWeek,
  'calendar-month': calendarMonth,
  'calendar-year': calendarYear,
  'billing-period': billingPeriod,
  rolling,
  lifetime,
  gauge,
  concurrent,
};
