import { randomUUID } from 'node:crypto';
import type { AccountEvent } from '@ledgerline/contexts/accounts';
import type { NewEvent } from '@ledgerline/platform/eventstore';

interface Encodes {
  encode(event: AccountEvent): { readonly type: string; readonly data: string };
}

const LOTS_KEPT = 20;

/** A part of an account's life: opened, then lots that are granted and lapse, twenty at a time. */
export function longHistory(registry: Encodes, first: number, count: number): NewEvent[] {
  return Array.from({ length: count }, (_, n) => {
    const at = new Date(Date.UTC(2020, 0, 1) + (first + n) * 100).toISOString();
    const { type, data } = registry.encode(eventAt(first + n, at));
    return { id: randomUUID(), type, data, metadata: JSON.stringify({ at, cause: 'time' }) };
  });
}

function eventAt(n: number, at: string): AccountEvent {
  if (n === 0) {
    const owner = { accountId: 'whale', ownerKind: 'user', ownerId: 'whale' } as const;
    return { type: 'AccountOpened', data: { ...owner, tier: 'pro', catalogVersion: 1, openedAt: at } };
  }
  if (n <= LOTS_KEPT) return granted(n, at, BigInt(n));
  // From here on a lot lapses, and one is granted in its place.
  const step = n - LOTS_KEPT;
  if (step % 2 === 0) return granted(LOTS_KEPT + step / 2, at, BigInt(LOTS_KEPT));
  const after = { balanceMicros: BigInt(LOTS_KEPT - 1), heldMicros: 0n };
  const lotId = `lot-${(step + 1) / 2}`;
  return {
    type: 'LotLapsed',
    data: { lotId, creditType: 'BONUS', cost: null, amountMicros: 1n, lapsedAt: at, after },
  };
}

function granted(lot: number, at: string, balanceMicros: bigint): AccountEvent {
  const nothing = { reference: null, orderId: null, paymentId: null, generationId: null };
  return {
    type: 'CreditsGranted',
    data: {
      ...nothing,
      ...{ lotId: `lot-${lot}`, creditType: 'BONUS', amountMicros: 1n, priority: 10, reason: 'bench' },
      ...{ grantedAt: at, effectiveAt: at, expiresAt: null, actorUserId: null },
      ...{ paymentMethod: null, purchaseAmount: null, rollover: null, attributes: {}, catalogVersion: 1 },
      after: { balanceMicros, heldMicros: 0n },
    },
  };
}
