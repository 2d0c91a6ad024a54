import { addMonths, minMicros, secondsBetween, Timestamp } from '@ledgerline/kernel';
import type { PricedLine } from '../money/lines';
import { TRIAL_MONTH_DAYS } from './subscription-bounds';
import type { ChargeDue, GrantDue, PeriodStarted, SubscriptionEvent } from './subscription-events';
import type { SubscriptionPeriod, SubscriptionTerms, UsageToBill } from './subscription-facts';
import { chargeName, grantName, SubscriptionLife, SubscriptionState } from './subscription-state';

const DAY_SECONDS = 86_400;

/** The period that begins so many months after the anchor. */
export function periodFrom(
  { anchor, terms, period }: Pick<SubscriptionLife, 'anchor' | 'terms' | 'period'>,
  monthsBefore: number,
): SubscriptionPeriod {
  return {
    ordinal: (period?.ordinal ?? 0) + 1,
    start: addMonths(anchor, monthsBefore),
    end: addMonths(anchor, monthsBefore + terms.months),
  };
}

export function periodStarted(
  life: SubscriptionLife,
  { period, monthsBefore }: { period: SubscriptionPeriod; monthsBefore: number },
): PeriodStarted {
  const { subscriptionId, accountId, anchor, terms } = life;
  const { months, plan, tier } = terms;
  const data = { subscriptionId, accountId, period, anchor, monthsBefore, months, plan, tier, trial: false };
  return { type: 'PeriodStarted', data };
}

export function trialStarted(life: SubscriptionLife): PeriodStarted {
  const { startedAt, trialEndsAt } = life;
  const started = periodStarted(life, {
    period: { ordinal: 0, start: startedAt, end: trialEndsAt! },
    monthsBefore: 0,
  });
  return { ...started, data: { ...started.data, months: null, trial: true } };
}

/** What a period costs, with the usage of the one before it; nothing where both are free. */
export function chargeDue(
  life: SubscriptionLife,
  {
    period,
    usage,
    dueAt,
  }: { period: SubscriptionPeriod | null; usage: UsageToBill | null; dueAt: Timestamp },
): readonly ChargeDue[] {
  const { subscriptionId, accountId, terms } = life;
  const ordinal = life.chargesMade + 1;
  const lines = period && terms.priceMinor > 0n ? [planLine(terms, period)] : [];
  if (lines.length === 0 && usage === null) return [];
  const charge = chargeName(subscriptionId, ordinal);
  const { currency } = terms;
  const data = { subscriptionId, accountId, charge, ordinal, period, lines, usage, currency, dueAt };
  return [{ type: 'ChargeDue', data }];
}

/** What of the current period's usage is still to be billed, were it to end now. */
export function usageToBill({ period, terms, status }: SubscriptionLife, end: Timestamp): UsageToBill | null {
  if (!period || status === 'TRIALING' || terms.usage.length === 0) return null;
  return { period: { ...period, end }, prices: terms.usage };
}

/**
 * The next month's credits, effective with the month and gone with it, but for what rolls over. What costs
 * nothing gives a month once, however often it is ended and begun again in it.
 */
export function grantDue({ owedMicros, freeUntil }: SubscriptionState, life: SubscriptionLife): GrantDue {
  const { terms, anchor, monthsBefore, monthsGranted } = life;
  const [start, end, after] = [0, 1, 2].map((more) => addMonths(anchor, monthsBefore + monthsGranted + more));
  const capMicros = terms.rolloverCapMicros ?? terms.creditsMicros;
  const days = secondsBetween(end!, after!) / DAY_SECONDS;
  const isGranted = terms.priceMinor === 0n && start! < freeUntil;
  return grantOf(life, {
    kind: 'paid',
    fullMicros: isGranted ? 0n : terms.creditsMicros,
    owedMicros,
    rollover: capMicros === 0n ? null : { capMicros, days },
    effectiveAt: start!,
    expiresAt: end!,
  });
}

/** A trial's part of a month's credits, rounded down to the micro-credit; they end with the trial. */
export function trialGrantDue(life: SubscriptionLife): readonly SubscriptionEvent[] {
  const { terms, startedAt, trialEndsAt } = life;
  const days = BigInt(Math.floor(secondsBetween(startedAt, trialEndsAt!) / DAY_SECONDS));
  const part = (terms.creditsMicros * days) / BigInt(TRIAL_MONTH_DAYS);
  const fullMicros = minMicros(part, terms.creditsMicros);
  if (fullMicros === 0n) return [];
  const when = { effectiveAt: startedAt, expiresAt: trialEndsAt! };
  return [grantOf(life, { kind: 'trial', fullMicros, owedMicros: 0n, rollover: null, ...when })];
}

function grantOf(
  life: SubscriptionLife,
  given: Pick<GrantDue['data'], 'kind' | 'rollover' | 'effectiveAt' | 'expiresAt'> & {
    readonly fullMicros: bigint;
    readonly owedMicros: bigint;
  },
): GrantDue {
  const { subscriptionId, accountId, terms } = life;
  const { fullMicros, owedMicros, ...rest } = given;
  const ordinal = life.grantsMade + 1;
  const owedTakenMicros = minMicros(owedMicros, fullMicros);
  return {
    type: 'GrantDue',
    data: {
      ...{ subscriptionId, accountId, grant: grantName(subscriptionId, ordinal), ordinal, plan: terms.plan },
      ...{ ...rest, amountMicros: fullMicros - owedTakenMicros, owedTakenMicros, dueAt: rest.effectiveAt },
    },
  };
}

function planLine({ plan, interval, priceMinor }: SubscriptionTerms, period: SubscriptionPeriod): PricedLine {
  const days = `${period.start.slice(0, 10)} to ${period.end.slice(0, 10)}`;
  const description = `${planTitle(plan)}, ${interval.toLowerCase()}, ${days}`;
  return { type: 'subscription', description, quantity: 1, unitMinor: priceMinor, amountMinor: priceMinor };
}

/** "Individual Pro" of `individual_pro`. */
export function planTitle(plan: string): string {
  return plan.replace(
    /(^|[_-])([a-z])/g,
    (_, gap: string, letter: string) => `${gap && ' '}${letter.toUpperCase()}`,
  );
}
