import fc from 'fast-check';
import { addMonths, addSeconds, Timestamp, timestamp } from '@ledgerline/kernel';
import { cancelSubscription } from '../../commands/cancel-subscription/cancel-subscription';
import { resumeSubscription } from '../../commands/resume-subscription/resume-subscription';
import { GivenSubscription } from '../../testing/given-subscription';
import type { BillingInterval } from './subscription-facts';
import { liveOf } from './subscription-state';

const HOUR = 3_600;
const DAY = 24 * HOUR;

interface Years {
  readonly start: Timestamp;
  readonly interval: BillingInterval;
  readonly years: number;
  /** Between two looks of the sweep. */
  readonly stepSeconds: number;
}

/** Time goes on step by step, and every charge is paid as it is seen. */
function lived({ start, interval, years, stepSeconds }: Years): GivenSubscription {
  const given = new GivenSubscription(start);
  given.start({ interval });
  const until = addMonths(start, years * 12);
  while (given.now < until) {
    while (given.state.life!.charge) given.pay();
    const next = addSeconds(given.now, stepSeconds);
    given.at(next < until ? next : until).settled();
  }
  while (given.state.life!.charge) given.pay();
  return given;
}

/** The same day of each month, or the month's last. */
const monthly = (start: Timestamp, count: number) =>
  Array.from({ length: count }, (_, month) => addMonths(start, month));

describe('years of a subscription', () => {
  it.each([
    ['the 31st', '2026-01-31T12:00:00.000Z'],
    ['the 30th', '2026-01-30T00:00:00.000Z'],
    ['the 29th', '2026-01-29T23:59:59.999Z'],
    ['the last of February in a leap year', '2028-02-29T06:00:00.000Z'],
    ['the first', '2026-03-01T00:00:00.000Z'],
    ['the last instant of a year', '2026-12-31T23:59:59.999Z'],
  ])('from %s charge and grant each month once, on its day', (_, start) => {
    const given = lived({ start, interval: 'MONTHLY', years: 3, stepSeconds: 6 * HOUR });
    const days = monthly(start, 37);
    expect(given.of('ChargeDue').map(({ dueAt }) => dueAt)).toEqual(days);
    expect(given.of('GrantDue').map(({ effectiveAt }) => effectiveAt)).toEqual(days);
    expect(given.of('ChargePaid').map(({ ordinal }) => ordinal)).toEqual(days.map((_day, at) => at + 1));
    const periods = given.of('PeriodStarted').map(({ period }) => period);
    periods.slice(1).forEach(({ start: next }, at) => expect(next).toBe(periods[at]!.end));
  });

  it('come back to the 31st after every shorter month', () => {
    const start = '2027-12-31T00:00:00.000Z';
    const given = lived({ start, interval: 'MONTHLY', years: 1, stepSeconds: DAY });
    const days = given.of('PeriodStarted').map(({ period }) => period.start.slice(5, 10));
    expect(days.slice(0, 6)).toEqual(['12-31', '01-31', '02-29', '03-31', '04-30', '05-31']);
  });

  it('charge a yearly plan once a year and grant it every month', () => {
    const start = '2028-02-29T06:00:00.000Z';
    const given = lived({ start, interval: 'YEARLY', years: 3, stepSeconds: DAY });
    expect(given.of('ChargeDue').map(({ dueAt }) => dueAt.slice(0, 10))).toEqual([
      ...['2028-02-29', '2029-02-28', '2030-02-28', '2031-02-28'],
    ]);
    expect(given.of('GrantDue').map(({ effectiveAt }) => effectiveAt)).toEqual(monthly(start, 37));
    // From the 28th of February to the 29th of March.
    expect(given.of('GrantDue')[11]!.rollover).toEqual({ capMicros: 300_000_000n, days: 29 });
  });

  it.each([3 * DAY, 40 * DAY, 400 * DAY])('are the same when nobody looks for %i seconds', (stepSeconds) => {
    const year = { start: '2026-01-31T12:00:00.000Z', interval: 'MONTHLY' as const, years: 2 };
    const often = lived({ ...year, stepSeconds: HOUR });
    const seldom = lived({ ...year, stepSeconds });
    for (const type of ['PeriodStarted', 'ChargeDue', 'GrantDue'] as const) {
      expect(seldom.of(type)).toEqual(often.of(type));
    }
  });
});

type Act = { readonly afterSeconds: number } & (
  | { readonly kind: 'look' | 'pay' | 'fail' | 'price' | 'resume' }
  | { readonly kind: 'pay-earlier'; readonly attempt: number }
  | { readonly kind: 'change'; readonly plan: string; readonly when: 'now' | 'period-end' }
  | { readonly kind: 'cancel'; readonly when: 'now' | 'period-end' }
  | {
      readonly kind: 'start';
      readonly plan: string;
      readonly trial: boolean;
      readonly interval: BillingInterval;
    }
);

const seconds = fc.oneof(fc.integer({ min: 0, max: 3 * DAY }), fc.integer({ min: 0, max: 70 * DAY }));
const when = fc.constantFrom('now' as const, 'period-end' as const);
const plans = fc.constantFrom('free', 'solo', 'team', 'metered');
const oneOf = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constantFrom('pay' as const, 'fail' as const) }) },
  fc.record({ kind: fc.constantFrom('look' as const, 'price' as const, 'resume' as const) }),
  fc.record({ kind: fc.constant('pay-earlier' as const), attempt: fc.integer({ min: 1, max: 4 }) }),
  fc.record({ kind: fc.constant('change' as const), plan: plans, when }),
  fc.record({ kind: fc.constant('cancel' as const), when }),
  fc.record({
    kind: fc.constant('start' as const),
    plan: plans,
    trial: fc.boolean(),
    interval: fc.constantFrom('MONTHLY' as const, 'YEARLY' as const),
  }),
);
const acts = fc.array(
  fc.tuple(oneOf, seconds).map(([act, afterSeconds]) => ({ ...act, afterSeconds })),
  { maxLength: 60 },
);

function does(given: GivenSubscription, act: Act): void {
  given.at(addSeconds(given.now, act.afterSeconds)).settled();
  const open = given.state.life?.charge;
  if (act.kind === 'start') given.start(act);
  else if (act.kind === 'change') given.change(act);
  else if (act.kind === 'cancel') given.do(cancelSubscription, { when: act.when, reason: 'a try' });
  else if (act.kind === 'resume') given.do(resumeSubscription, {});
  else if (open && act.kind === 'price') given.price();
  else if (open && act.kind === 'pay') given.pay();
  else if (open && act.kind === 'pay-earlier') given.pay(Math.min(act.attempt, open.attempt));
  else if (open && act.kind === 'fail') given.fail();
}

describe('whatever happens, in whatever order', () => {
  const everything = (property: (given: GivenSubscription) => void) =>
    fc.assert(
      fc.property(acts, (all) => {
        const given = new GivenSubscription('2026-01-31T12:00:00.000Z');
        given.start();
        for (const act of all) {
          does(given, act);
          property(given);
        }
      }),
      { numRuns: 300 },
    );

  it('each charge and each grant has its name once, and their ordinals have no hole', () => {
    everything((given) => {
      for (const names of [
        given.of('ChargeDue').map(({ charge }) => charge),
        given.of('GrantDue').map(({ grant }) => grant),
        given.of('ChargePaid').map(({ charge }) => charge),
      ]) {
        expect(new Set(names).size).toBe(names.length);
      }
      const life = given.state.life!;
      expect(life.chargesMade).toBe(
        given.of('ChargeDue').filter(({ subscriptionId }) => subscriptionId === life.subscriptionId).length,
      );
    });
  });

  it('a month of a plan that costs money is granted only when its charge is paid', () => {
    everything((given) => {
      const paid = new Set(given.of('ChargePaid').map(({ charge }) => charge));
      const due = given.of('ChargeDue');
      for (const { kind, plan, effectiveAt, subscriptionId } of given.of('GrantDue')) {
        if (kind === 'trial' || plan === 'free') continue;
        const charge = due.find(
          (one) =>
            one.subscriptionId === subscriptionId &&
            paid.has(one.charge) &&
            one.period!.start <= effectiveAt &&
            effectiveAt < one.period!.end,
        );
        expect(charge).toBeDefined();
      }
    });
  });

  it('what was asked for is what lines say, and what is kept is what changes gave less what was taken', () => {
    everything((given) => {
      for (const { price, creditUsedMinor } of given.of('ChargePriced')) {
        const lines = price.lines.reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
        expect(lines).toBe(price.totals.totalMinor);
        expect(lines >= 0n).toBe(true);
        expect(creditUsedMinor >= 0n).toBe(true);
      }
      const gave = given.of('PlanChanged').reduce((sum, { unusedMinor }) => sum + unusedMinor, 0n);
      const took = given.of('ChargePriced').reduce((sum, { creditUsedMinor }) => sum + creditUsedMinor, 0n);
      expect(given.state.credit?.amountMinor ?? 0n).toBe(gave - took);
    });
  });

  it('at most one subscription lives, and one that has ended does nothing more', () => {
    everything((given) => {
      const started = given.of('SubscriptionStarted').length;
      const ended = given.of('SubscriptionCanceled').length + given.of('SubscriptionNeverPaid').length;
      expect(started - ended).toBe(liveOf(given.state) ? 1 : 0);
    });
  });

  it('time alone ends: what is open after a long silence waits for somebody', () => {
    everything((given) => {
      const later = new GivenSubscription(given.now);
      later.state = given.state;
      later.at(timestamp(Date.parse(given.now) + 100 * DAY * 1_000)).settled();
      expect(later.settled()).toEqual([]);
    });
  });
});
