import { BillingPeriod, periodAt } from '../periods';
import { Timestamp } from '../time';
import { LimitKind } from './limit-kind';
import { remembering } from '../remembering';

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
  windowOf: (now, { period }) => {
    const { anchor, months } = period ?? calendarMonths(now);
    return windowAt(`${now}${SEPARATOR}${anchor}${SEPARATOR}${months}`);
  },
  startOf: (window) => window.split(SEPARATOR)[0]!,
  endsAt: (window) => window.split(SEPARATOR)[1]!,
};

/** All accounts whose commands come together ask about the same instant. */
const windowAt = remembering((asked) => {
  const [now, anchor, months] = asked.split(SEPARATOR) as [Timestamp, Timestamp, string];
  return periodAt(now, { anchor, months: Number(months) }).join(SEPARATOR);
});

function calendarMonths(now: Timestamp): BillingPeriod {
  return { anchor: `${now.slice(0, 7)}-01T00:00:00.000Z`, months: 1 };
}
