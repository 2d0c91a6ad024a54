import { defineEvent, EventDefinition } from '@ledgerline/kernel';
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
  SubscriptionStarted: defineEvent<SubscriptionStarted>(
    'SubscriptionStarted',
    'ledgerline.subscription.started.v1',
    TERMS,
  ),
  TrialEnded: defineEvent<TrialEnded>('TrialEnded', 'ledgerline.subscription.trial-ended.v1', {}),
  PeriodStarted: defineEvent<PeriodStarted>('PeriodStarted', 'ledgerline.subscription.period-started.v1', {}),
  ChargeDue: defineEvent<ChargeDue>('ChargeDue', 'ledgerline.subscription.charge-due.v1', {
    'lines[].unitMinor': true,
    'lines[].amountMinor': true,
    'usage.prices[].unitMinor': true,
  }),
  ChargePriced: defineEvent<ChargePriced>('ChargePriced', 'ledgerline.subscription.charge-priced.v1', {
    ...PRICE,
    creditUsedMinor: true,
  }),
  ChargeRetried: defineEvent<ChargeRetried>(
    'ChargeRetried',
    'ledgerline.subscription.charge-retried.v1',
    PRICE,
  ),
  ChargePaid: defineEvent<ChargePaid>('ChargePaid', 'ledgerline.subscription.charge-paid.v1', {
    amountMinor: true,
  }),
  ChargeFailed: defineEvent<ChargeFailed>('ChargeFailed', 'ledgerline.subscription.charge-failed.v1', {}),
  ChargeRefunded: defineEvent<ChargeRefunded>(
    'ChargeRefunded',
    'ledgerline.subscription.charge-refunded.v1',
    {
      amountMinor: true,
      refundedMinor: true,
      creditLostMinor: true,
    },
  ),
  GrantDue: defineEvent<GrantDue>('GrantDue', 'ledgerline.subscription.grant-due.v1', {
    amountMicros: true,
    owedTakenMicros: true,
    'rollover.capMicros': true,
  }),
  PlanChanged: defineEvent<PlanChanged>('PlanChanged', 'ledgerline.subscription.plan-changed.v1', {
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
    'ledgerline.subscription.plan-change-scheduled.v1',
    TERMS,
  ),
  PlanChangeUnscheduled: defineEvent<PlanChangeUnscheduled>(
    'PlanChangeUnscheduled',
    'ledgerline.subscription.plan-change-unscheduled.v1',
    {},
  ),
  CancellationScheduled: defineEvent<CancellationScheduled>(
    'CancellationScheduled',
    'ledgerline.subscription.cancellation-scheduled.v1',
    {},
  ),
  SubscriptionResumed: defineEvent<SubscriptionResumed>(
    'SubscriptionResumed',
    'ledgerline.subscription.resumed.v1',
    {},
  ),
  SubscriptionCanceled: defineEvent<SubscriptionCanceled>(
    'SubscriptionCanceled',
    'ledgerline.subscription.canceled.v1',
    { creditReturnedMinor: true },
  ),
  SubscriptionNeverPaid: defineEvent<SubscriptionNeverPaid>(
    'SubscriptionNeverPaid',
    'ledgerline.subscription.never-paid.v1',
    { creditReturnedMinor: true },
  ),
};
