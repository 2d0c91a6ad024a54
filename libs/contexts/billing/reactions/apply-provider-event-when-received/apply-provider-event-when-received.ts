import { addDays } from '@ledgerline/kernel';
import type { ProjectedEvent } from '@ledgerline/platform/projections';
import type { Deed, NotYet, Reaction, ReactionCommand, Step } from '@ledgerline/platform/reactions';
import type { BillingParts } from '../../billing-parts';
import type { OrderState } from '../../domain/order/order-state';
import {
  leaveUnclaimed,
  LeaveUnclaimed,
  ProviderEventContext,
  ProviderEventState,
} from '../../domain/provider-event/leave-unclaimed';
import type { ProviderEventReceived } from '../../domain/provider-event/provider-events';
import { findOrderOfPayment } from '../../projections/orders/orders.queries';
import { providerEventFamily } from '../../provider-event-family';
import { orderStream } from '../../streams/order-stream';
import { methodSteps } from './method-steps';
import { orderSteps } from './order-steps';

type Parts = Pick<BillingParts, 'ledger' | 'models' | 'providers'>;
type Received = ProviderEventReceived['data'];

/** A provider sends again for three days, an operator replays a month at most: who comes later is nobody. */
const ORDER_WITHIN_DAYS = 30;

/**
 * What a provider told is applied to the order that it is about. An order that is not there yet is waited
 * for: what comes later of the same order queues behind, and nothing else does. It is not waited for without
 * end: what nobody claims is recorded as that, and shown.
 */
export function applyProviderEventWhenReceived(parts: Parts): Reaction {
  return {
    name: 'apply-provider-event-when-received',
    key: (event) => {
      const { provider, orderId, paymentId, eventId } = event.data as Received;
      return `${provider}:${orderId ?? paymentId ?? eventId}`;
    },
    on: {
      ProviderEventReceived: (event) => stepsOf(parts, event as ProjectedEvent<ProviderEventReceived>),
    },
  };
}

function stepsOf(parts: Parts, { data }: ProjectedEvent<ProviderEventReceived>): readonly Step[] {
  const { fact, provider, paymentId } = data;
  if (fact.kind === 'ignored') return [];
  if (data.isForeign) return [unclaimed(data, 'another-installation')];
  if (fact.kind === 'method-kept' || fact.kind === 'method-removed') {
    return methodSteps(parts, { provider, fact, receivedAt: data.receivedAt });
  }
  const findOrder: Deed = {
    kind: 'deed',
    name: 'find-order',
    perform: async ({ now }) => {
      const found = await orderOf(parts, data);
      if ('notYet' in found) {
        const isAwaited = now < addDays(data.receivedAt, ORDER_WITHIN_DAYS);
        return isAwaited ? found : [unclaimed(data, 'order-unknown')];
      }
      const { orderId, accountId } = found.placed;
      const providerOrderId = found.checkout?.providerOrderId ?? null;
      const { providers } = parts;
      const about = { order: { orderId, accountId }, provider, paymentId, providerOrderId, providers };
      return orderSteps(about, fact);
    },
  };
  return [findOrder];
}

function unclaimed(
  { provider, eventId, orderId, paymentId }: Received,
  reason: LeaveUnclaimed['reason'],
): ReactionCommand {
  return {
    kind: 'command',
    family: providerEventFamily,
    name: 'LeaveUnclaimed',
    streamId: `${provider}:${eventId}`,
    parameters: { orderId, paymentId, reason },
    decide: (state, context) =>
      leaveUnclaimed({ reason }, state as ProviderEventState, context as ProviderEventContext),
    refused: {},
  };
}

async function orderOf(
  { ledger, models }: Parts,
  { orderId, paymentId, provider }: Received,
): Promise<(OrderState & { placed: NonNullable<OrderState['placed']> }) | NotYet> {
  const found = orderId ?? (await findOrderOfPayment({ models }, { provider, paymentId }));
  if (found === undefined) return { notYet: `no order is known yet that ${paymentId ?? 'this'} has paid` };
  const { state } = await ledger.read(orderStream, found);
  const { placed } = state;
  return placed ? { ...state, placed } : { notYet: `there is no order ${found} yet` };
}
