import { addDays, DomainEvent, Refusal } from '@ledgerline/kernel';
import {
  accountFamily,
  accountStream,
  CreditsGranted,
  grantCreditsSlice,
  orderReference,
} from '@ledgerline/contexts/accounts';
import type { ProjectedEvent } from '@ledgerline/platform/projections';
import { allOf, commandOf, does, type Reaction, type Step, waits } from '@ledgerline/platform/reactions';
import type { BillingParts } from '../../billing-parts';
import { orderCommand } from '../../commands/order-command';
import { recordGrant } from '../../domain/order/record-grant';
import { recordGrantRefused } from '../../domain/order/record-grant-refused';
import type { OrderPaid } from '../../domain/order/order-events';

type Paid = OrderPaid['data'];

/** The credits come once the money is there, and once: the order is the grant's reference. */
export function grantCreditsWhenOrderPaid({ catalogs }: Pick<BillingParts, 'catalogs'>): Reaction {
  const granting = {
    family: accountFamily(accountStream(catalogs)),
    slice: grantCreditsSlice,
    orderReference,
  };
  return {
    name: 'grant-credits-when-order-paid',
    on: {
      OrderPaid: (event) => {
        const { data } = event as ProjectedEvent<OrderPaid>;
        if (data.purpose.kind !== 'credits') return [];
        const { accountId } = data;
        return [
          commandOf(granting, {
            streamId: accountId,
            parameters: { orderId: data.orderId, accountId },
            command: grantOf(data, data.purpose),
            refused: refusedSteps(data),
            recorded: (events) => grantedSteps(data, events),
          }),
        ];
      },
    },
  };
}

function grantOf(paid: Paid, purpose: Extract<Paid['purpose'], { kind: 'credits' }>) {
  const { orderId, paymentId, totals, method, paidAt } = paid;
  const { creditsMicros: amountMicros, expireAfterDays: days } = purpose;
  return {
    creditType: 'PURCHASE' as const,
    amountMicros,
    priority: null,
    effectiveAt: null,
    expiresAt: days === null ? null : addDays(paidAt, days),
    reason: purpose.package === null ? 'credits bought' : `package ${purpose.package}`,
    reference: orderReference(orderId),
    ...{ orderId, paymentId, generationId: null, actorUserId: null },
    paymentMethod: method?.brand ?? method?.type ?? null,
    purchaseAmount: { amountMinor: totals.totalMinor, currency: totals.currency },
    rollover: null,
    attributes: {},
  };
}

/**
 * An account that is gone or closed takes no credits: their money goes back. What a person has to look at is
 * kept for one; what passes by itself is waited for.
 */
function refusedSteps(paid: Paid) {
  const refused = (nextStep: 'refund' | 'review') =>
    does((refusal: Refusal) => [
      orderCommand({
        ...named(paid),
        name: 'RecordGrantRefused',
        command: { reason: refusal.reason, nextStep },
        decide: recordGrantRefused,
      }),
    ]);
  return {
    ...allOf(['account-not-found', 'account-closed', 'credits-disabled'], refused('refund')),
    ...allOf(['balance-too-large', 'grant-expires-before-effect'], refused('refund')),
    ...allOf(['reference-conflict', 'rollover-needs-expiry'], refused('review')),
    'too-many-refusals': waits('an account takes only so many refusals a minute'),
  };
}

function grantedSteps(paid: Paid, events: readonly DomainEvent[]): readonly Step[] {
  const granted = events.find(({ type }) => type === 'CreditsGranted') as CreditsGranted | undefined;
  if (!granted) return [];
  const command = { lotId: granted.data.lotId };
  return [orderCommand({ ...named(paid), name: 'RecordGrant', command, decide: recordGrant })];
}

function named({ orderId, accountId }: Paid): Pick<Paid, 'orderId' | 'accountId'> {
  return { orderId, accountId };
}
