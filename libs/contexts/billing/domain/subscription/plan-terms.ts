import { parseCredits, parseMoney, Refusal, refuse, UNLIMITED } from '@ledgerline/kernel';
import type { Catalog, PlanTerms } from '@ledgerline/contexts/catalog';
import type { BillingInterval, SubscriptionTerms } from './subscription-facts';

export const INTERVAL_MONTHS: Readonly<Record<BillingInterval, number>> = { MONTHLY: 1, YEARLY: 12 };

export interface PlanChoice {
  readonly plan: string;
  readonly interval: BillingInterval;
  /** Null: as many as the plan has. */
  readonly seats: number | null;
}

/** Who subscribes, as their own streams say it. */
export interface Subscriber {
  /** What is sold now. */
  readonly catalog: Catalog;
  readonly account: 'missing' | 'open' | 'closed';
  /** Of a workspace; a user has none. */
  readonly members: number;
}

/** What is agreed on when a plan is chosen. */
export interface ChosenPlan {
  readonly terms: SubscriptionTerms;
  readonly seats: number;
  readonly trialDays: number;
}

/** What the catalog offers for a choice, or why it does not. */
export function chosenPlan(
  { catalog }: Pick<Subscriber, 'catalog'>,
  { plan, interval, seats }: PlanChoice,
): ChosenPlan | Refusal<'unknown-plan' | 'plan-not-offered' | 'interval-not-offered' | 'seats-above-plan'> {
  const entry = catalog.plan(plan);
  if (!entry) return refuse('unknown-plan', { plan });
  if (!entry.monthly && !entry.yearly) return refuse('plan-not-offered', { plan });
  const offered = interval === 'MONTHLY' ? entry.monthly : entry.yearly;
  if (!offered) return refuse('interval-not-offered', { plan, interval });
  const included = Number(entry.values?.['seats'] ?? UNLIMITED);
  if (seats !== null && included !== Number(UNLIMITED) && seats > included) {
    return refuse('seats-above-plan', { plan, seats, included });
  }

  const { description, tier } = entry;
  const agreed = termsOf(offered, { plan, description, tier, interval, catalogVersion: catalog.version });
  return { terms: agreed, seats: seats ?? included, trialDays: offered.trialDays };
}

/** Nobody loses their seat by a plan: members leave first. */
export function seatsTaken(
  seats: number,
  { members }: Subscriber,
): Refusal<'seats-below-members'> | undefined {
  if (seats === Number(UNLIMITED) || seats >= members) return undefined;
  return refuse('seats-below-members', { seats, members });
}

function termsOf(
  { price, creditsPerMonth, rolloverCap, usage = [], unusedAtEnd = 'void' }: PlanTerms,
  of: Pick<SubscriptionTerms, 'plan' | 'description' | 'tier' | 'interval' | 'catalogVersion'>,
): SubscriptionTerms {
  return {
    ...of,
    months: INTERVAL_MONTHS[of.interval],
    priceMinor: parseMoney(price.amount, price.currency)!,
    currency: price.currency,
    creditsMicros: parseCredits(creditsPerMonth)!,
    rolloverCapMicros: rolloverCap === null ? null : parseCredits(rolloverCap)!,
    unusedAtEnd,
    usage: usage
      .filter(({ unitPrice }) => unitPrice.currency === price.currency)
      .map(({ limit, included, unitPrice }) => ({
        ...{ limit, included },
        unitMinor: parseMoney(unitPrice.amount, unitPrice.currency)!,
      })),
  };
}
