import { DomainEvent, defineEvent, EventDefinition } from '@ledgerline/kernel';
import type {
  CancellationScheduled,
  ChargeDue,
  ChargeFailed,
  ChargePaid,
  ChargePriced,
  ChargeRefunded,
  ChargeRetried,
  GrantDue,
  PeriodStarted,
  PlanChanged,
  PlanChangeScheduled,
  PlanChangeUnscheduled,
  SubscriptionCanceled,
  SubscriptionEvent,
  SubscriptionNeverPaid,
  SubscriptionResumed,
  SubscriptionStarted,
  TrialEnded,
} from './subscription-events';

const TERMS = {
  'terms.priceMinor': true,
  'terms.creditsMicros': true,
  'terms.rolloverCapMicros': true,
  'terms.usage[].unitMinor': true,
} as const;

const PRICE = {
  'price.lines[].unitMinor': true,
  'price.lines[].amountMinor': true,
  'price.totals.subtotalMinor': true,
  'price.totals.taxMinor': true,
  'price.totals.totalMinor': true,
} as const;

/** How the facts of a subscription are written in the log. */
export const subscriptionEventDefinitions: {
  readonly [T in SubscriptionEvent['type']]: EventDefinition;
} = {
  SubscriptionStarted: defineEvent<SubscriptionStarted>('SubscriptionStarted', stored('started'), TERMS),
  TrialEnded: defineEvent<TrialEnded>('TrialEnded', stored('trial-ended'), {}),
  PeriodStarted: defineEvent<PeriodStarted>('PeriodStarted', stored('period-started'), {}),
  ChargeDue: defineEvent<ChargeDue>('ChargeDue', stored('charge-due'), {
    'lines[].unitMinor': true,
    'lines[].amountMinor': true,
    'usage.prices[].unitMinor': true,
  }),
  ChargePriced: defineEvent<ChargePriced>('ChargePriced', stored('charge-priced'), {
    ...PRICE,
    creditUsedMinor: true,
  }),
  ChargeRetried: defineEvent<ChargeRetried>('ChargeRetried', stored('charge-retried'), PRICE),
  ChargePaid: defineEvent<ChargePaid>('ChargePaid', stored('charge-paid'), { amountMinor: true }),
  ChargeFailed: defineEvent<ChargeFailed>('ChargeFailed', stored('charge-failed'), {}),
  ChargeRefunded: defineEvent<ChargeRefunded>('ChargeRefunded', stored('charge-refunded'), {
    amountMinor: true,
    refundedMinor: true,
  }),
  GrantDue: defineEvent<GrantDue>('GrantDue', stored('grant-due'), {
    amountMicros: true,
    owedTakenMicros: true,
    'rollover.capMicros': true,
  }),
  PlanChanged: defineEvent<PlanChanged>('PlanChanged', stored('plan-changed'), {
    ...TERMS,
    'from.priceMinor': true,
    'from.creditsMicros': true,
    'from.rolloverCapMicros': true,
    'from.usage[].unitMinor': true,
    unusedMinor: true,
    unusedMicros: true,
  }),
  PlanChangeScheduled: defineEvent<PlanChangeScheduled>(
    'PlanChangeScheduled',
    stored('plan-change-scheduled'),
    TERMS,
  ),
  PlanChangeUnscheduled: defineEvent<PlanChangeUnscheduled>(
    'PlanChangeUnscheduled',
    stored('plan-change-unscheduled'),
    {},
  ),
  CancellationScheduled: defineEvent<CancellationScheduled>(
    'CancellationScheduled',
    stored('cancellation-scheduled'),
    {},
  ),
  SubscriptionResumed: defineEvent<SubscriptionResumed>('SubscriptionResumed', stored('resumed'), {}),
  SubscriptionCanceled: defineEvent<SubscriptionCanceled>('SubscriptionCanceled', stored('canceled'), {}),
  SubscriptionNeverPaid: defineEvent<SubscriptionNeverPaid>(
    'SubscriptionNeverPaid',
    stored('never-paid'),
    {},
  ),
};

function stored(what: string): DomainEvent['type'] {
  return `ledgerline.subscription.${what}.v1`;
}
