import type { ProjectedEvent } from '@ledgerline/platform/projections';
import type { NotYet, Reaction, Step } from '@ledgerline/platform/reactions';
import type { BillingParts } from '../../billing-parts';
import { orderCommand } from '../../commands/order-command';
import { recordMovement } from '../../domain/order/record-movement';
import { recordRefundFailed } from '../../domain/order/record-refund-failed';
import type { RefundRequested } from '../../domain/order/order-events';
import { PaymentProvider, ProviderRefused, RefundState } from '../../providers/payment-provider';
import { orderStream } from '../../streams/order-stream';

type Parts = Pick<BillingParts, 'ledger' | 'providers'>;
type Requested = RefundRequested['data'];

/** The provider gives the money back; what it said before, if anybody asked it before, is asked first. */
export function refundWhenRequested(parts: Parts): Reaction {
  return {
    name: 'refund-when-requested',
    on: {
      RefundRequested: (event) => {
        const { data } = event as ProjectedEvent<RefundRequested>;
        const perform = () => refund(parts, data);
        return [{ kind: 'deed', name: 'refund', owner: data.accountId, perform }];
      },
    },
  };
}

async function refund({ ledger, providers }: Parts, asked: Requested): Promise<readonly Step[] | NotYet> {
  const { refunds } = (await ledger.read(orderStream, asked.orderId)).state;
  const isWanted = refunds.some(
    ({ refundId, state }) => refundId === asked.refundId && state === 'requested',
  );
  if (!isWanted) return [];
  const provider = providers.get(asked.provider);
  if (!provider) return { notYet: `${asked.provider} is not set up` };
  return refundSteps(asked, await refunded(provider, asked));
}

async function refunded(provider: PaymentProvider, asked: Requested): Promise<RefundState> {
  const before = await provider.refundOf(asked);
  if (before.state !== 'unknown') return before;
  try {
    return await provider.refund(asked);
  } catch (error) {
    if (error instanceof ProviderRefused) return { state: 'failed', reason: error.reason };
    throw error;
  }
}

function refundSteps(asked: Requested, answer: RefundState): readonly Step[] | NotYet {
  const { orderId, accountId, refundId, paymentId, amountMinor, currency, reason } = asked;
  if (answer.state === 'refunded') {
    const command = { kind: 'refund' as const, id: refundId, paymentId, amountMinor, currency, reason };
    return [orderCommand({ name: 'RecordRefund', orderId, accountId, command, decide: recordMovement })];
  }
  if (answer.state === 'failed') {
    const command = { refundId, reason: answer.reason };
    const name = 'RecordRefundFailed';
    return [orderCommand({ name, orderId, accountId, command, decide: recordRefundFailed })];
  }
  return { notYet: `the provider says of the refund: ${answer.state}` };
}
