import { BillingPeriod, periodAt } from '../periods';
import { Timestamp } from '../time';
import { LimitKind } from './limit-kind';

const SEPARATOR = '/';

/**
 * One window per billing period of the account, anchored to the day its subscription began (the 31st becomes
 * the last day of a shorter month, and the 31st again after it); the calendar month where there is none. The
 * key is `<start>/<end>`: a window keeps its end when the account's periods are counted anew.
 */
export const billingPeriod: LimitKind = {
  name: 'billing-period',
  endsWithHold: false,
  slides: false,
  windowOf: (now, { period }) => periodAt(now, period ?? calendarMonths(now)).join(SEPARATOR),
  startOf: (window) => window.split(SEPARATOR)[0]!,
  endsAt: (window) => window.split(SEPARATOR)[1]!,
};

function calendarMonths(now: Timestamp): BillingPeriod {
  return { anchor: `${now.slice(0, 7)}-01T00:00:00.000Z`, months: 1 };
}
