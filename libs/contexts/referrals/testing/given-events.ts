import type { AccountEvent } from '@ledgerline/contexts/accounts';
import type { OrderEvent } from '@ledgerline/contexts/billing';
import type { PartyRegistered } from '@ledgerline/contexts/identity';

export function accountOpened(accountId: string, openedAt: string): AccountEvent {
  const data = {
    accountId,
    ownerKind: 'user',
    ownerId: accountId,
    tier: 'free',
    catalogVersion: 1,
    openedAt,
  };
  return { type: 'AccountOpened', data } as AccountEvent;
}

export function registered(
  partyId: string,
  registeredAt: string,
  given: Partial<PartyRegistered['data']>,
): PartyRegistered {
  const none = { sealed: null, emailHash: null, referralCode: null, testClockId: null } as const;
  const data = {
    partyId,
    kind: 'user',
    role: 'user',
    ...none,
    tier: 'free',
    registeredAt,
    ...given,
  } as const;
  return { type: 'PartyRegistered', data };
}

export interface Paid {
  readonly paidMinor: bigint;
  readonly currency: string;
  readonly fingerprint: string | null;
  readonly paidAt: string;
}

export interface Refunded {
  readonly refundId: string;
  readonly totalMinor: bigint;
  readonly refundedMinor: bigint;
  readonly cause: 'refund' | 'dispute';
}

const PURPOSE = { kind: 'credits', package: null, creditsMicros: 1_000_000n, expireAfterDays: null } as const;

interface OfOrder {
  readonly accountId: string;
  readonly orderId: string;
  readonly at: string;
}

function totalsOf(totalMinor: bigint, currency = 'USD') {
  return { subtotalMinor: totalMinor, taxMinor: 0n, totalMinor, currency };
}

export function orderPaid(
  { accountId, orderId, at }: OfOrder,
  { paidMinor = 5_000n, currency = 'USD', fingerprint = null, paidAt = at }: Partial<Paid>,
): OrderEvent {
  const card = { providerMethodId: 'pm', type: 'card', brand: null, last4: null, expiry: null };
  const data = {
    ...{ orderId, accountId, purpose: PURPOSE, totals: totalsOf(paidMinor, currency), provider: 'SANDBOX' },
    ...{ paymentId: `pay-${orderId}`, method: { ...card, fingerprint }, paidAt },
  } as const;
  return { type: 'OrderPaid', data };
}

export function orderRefunded({ accountId, orderId, at }: OfOrder, given: Partial<Refunded>): OrderEvent {
  const { refundId = `refund-${orderId}`, totalMinor = 5_000n, cause = 'refund' } = given;
  const { refundedMinor = totalMinor } = given;
  const data = {
    ...{ orderId, accountId, purpose: PURPOSE, totals: totalsOf(totalMinor), provider: 'SANDBOX' },
    ...{ refundId, cause, amountMinor: refundedMinor, currency: 'USD', refundedMinor },
    ...{ takenBackMicros: 0n, reason: 'asked for', refundedAt: at },
  } as const;
  return { type: 'OrderRefunded', data };
}
