import { accept, minMicros, noEffect } from '@ledgerline/kernel';
import type { PricedLine, TaxTerms } from '../money/lines';
import { totalsOf } from '../money/totals';
import { chargePaid } from './charge-events';
import { evolveSubscription } from './evolve-subscription';
import { withWhatIsDue } from './settle-subscription';
import type { SubscriptionContext, SubscriptionDecision } from './subscription-decision';
import type { ChargePriced, SubscriptionEvent } from './subscription-events';
import type { SubscriptionState } from './subscription-state';

export interface PriceCharge {
  readonly charge: string;
  /** What the period that is over used beyond its share. */
  readonly usageLines: readonly PricedLine[];
  readonly tax: TaxTerms | null;
}

/** What a charge comes to, less what was kept; where nothing is left of it, it is paid. */
export function priceCharge(
  { charge, usageLines, tax }: PriceCharge,
  state: SubscriptionState,
  { now }: SubscriptionContext,
): SubscriptionDecision {
  const { life, credit } = state;
  const open = life?.charge;
  if (!life || open?.charge !== charge) return noEffect('charge-not-open');
  if (open.state !== 'due') return noEffect('already-priced');

  const { ordinal, attempt, period, currency } = open;
  const { subscriptionId, accountId, provider, everPaid } = life;
  const asked = [...open.lines, ...usageLines];
  const sumMinor = asked.reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
  const creditUsedMinor = credit?.currency === currency ? minMicros(credit.amountMinor, sumMinor) : 0n;
  const lines = creditUsedMinor > 0n ? [...asked, creditLine(creditUsedMinor)] : asked;
  const totals = totalsOf(lines, tax, currency);
  const priced: ChargePriced = {
    type: 'ChargePriced',
    data: {
      ...{ subscriptionId, accountId, charge, ordinal, attempt, period, price: { lines, tax, totals } },
      ...{ creditUsedMinor, provider, collection: everPaid ? 'automatic' : 'checkout', pricedAt: now },
    },
  };
  if (totals.totalMinor > 0n) return accept<SubscriptionEvent>(priced);
  const nothing = { orderId: null, amountMinor: 0n, currency, paidAt: now };
  const paid = chargePaid(evolveSubscription(state, priced).life!, nothing);
  return accept(...withWhatIsDue(state, [priced, ...paid], now));
}

function creditLine(amountMinor: bigint): PricedLine {
  const description = 'Unused time of the plan before';
  return { type: 'proration', description, quantity: 1, unitMinor: -amountMinor, amountMinor: -amountMinor };
}
