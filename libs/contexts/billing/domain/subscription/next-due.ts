import { addMonths, addSeconds, Timestamp } from '@ledgerline/kernel';
import { INCOMPLETE_HOURS } from './subscription-bounds';
import type { SubscriptionStatus } from './subscription-facts';

/** What decides when time next does something to a subscription. */
export interface DueFacts {
  readonly status: SubscriptionStatus;
  readonly incompleteSince: Timestamp | null;
  readonly periodEnd: Timestamp | null;
  /** The open charge; null: none. */
  readonly charge: 'due' | 'asked' | 'failed' | null;
  readonly retryAt: Timestamp | null;
  readonly accessEndsAt: Timestamp | null;
  readonly anchor: Timestamp;
  readonly monthsBefore: number;
  readonly monthsGranted: number;
  /** Of the period that are granted credits; 0: none is. */
  readonly monthsToGrant: number;
}

export type DueWhat = 'never-paid' | 'retry' | 'access-ends' | 'grant' | 'period-end';

/**
 * What time does next, and when; undefined where nothing is due before somebody answers: a charge that was
 * asked for is waited for, and nothing overtakes it.
 */
export function nextDue(facts: DueFacts): { readonly what: DueWhat; readonly at: Timestamp } | undefined {
  const { status, incompleteSince, charge, periodEnd } = facts;
  if (status === 'INCOMPLETE') {
    return incompleteSince === null
      ? undefined
      : { what: 'never-paid', at: addSeconds(incompleteSince, INCOMPLETE_HOURS * 3_600) };
  }
  if (status === 'CANCELED' || status === 'INCOMPLETE_EXPIRED') return undefined;
  if (charge !== null) return afterFailure(facts);
  const grantAt = grantDueAt(facts);
  if (grantAt !== undefined) return { what: 'grant', at: grantAt };
  return periodEnd === null ? undefined : { what: 'period-end', at: periodEnd };
}

function afterFailure({ charge, retryAt, accessEndsAt }: DueFacts) {
  if (charge !== 'failed' || accessEndsAt === null) return undefined;
  if (retryAt !== null) return { what: 'retry', at: retryAt } as const;
  return { what: 'access-ends', at: accessEndsAt } as const;
}

/** The months of a period are granted one by one, the first as it is paid; all of them before its end. */
function grantDueAt({ status, anchor, monthsBefore, monthsGranted, monthsToGrant }: DueFacts) {
  if (status !== 'ACTIVE' || monthsGranted >= monthsToGrant) return undefined;
  return addMonths(anchor, monthsBefore + monthsGranted);
}
