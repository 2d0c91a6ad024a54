import { accept, type Decision, noEffect } from '@ledgerline/kernel';
import type { DecisionContext } from '@ledgerline/platform/ledger';
import type { ProviderEventEvent, ProviderEventReceived, ProviderEventUnclaimed } from './provider-events';
import type { ProviderFact } from './provider-fact';

export interface ProviderEventState {
  readonly received: ProviderEventReceived['data'] | undefined;
  readonly isUnclaimed: boolean;
}

export type ProviderEventContext = DecisionContext<ProviderEventEvent, undefined>;

export interface LeaveUnclaimed {
  readonly reason: ProviderEventUnclaimed['data']['reason'];
}

/** What no order here is told of ends, and is shown with the money that it speaks of. */
export function leaveUnclaimed(
  { reason }: LeaveUnclaimed,
  { received, isUnclaimed }: ProviderEventState,
  { now: unclaimedAt }: ProviderEventContext,
): Decision<ProviderEventEvent> {
  if (!received || isUnclaimed) return noEffect('provider-event-already-unclaimed');

  const { provider, eventId, orderId, paymentId, fact, receivedAt } = received;
  const named = { provider, eventId, orderId, paymentId, kind: fact.kind, reason };
  const data = { ...named, ...moneyOf(fact), receivedAt, unclaimedAt };
  return accept({ type: 'ProviderEventUnclaimed', data });
}

function moneyOf(fact: ProviderFact): { amountMinor: bigint | null; currency: string | null } {
  const { amountMinor = null, currency = null } =
    fact.kind === 'paid' ? fact.payment : 'amountMinor' in fact ? fact : {};
  return { amountMinor, currency };
}
