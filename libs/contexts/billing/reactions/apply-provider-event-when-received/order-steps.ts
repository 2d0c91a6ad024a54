import type { Deed, Step } from '@ledgerline/platform/reactions';
import { orderCommand } from '../../commands/order-command';
import { recordMovement } from '../../domain/order/record-movement';
import { recordRefundFailed } from '../../domain/order/record-refund-failed';
import type { Movement, ProviderName } from '../../domain/order/order-events';
import type { ProviderFact } from '../../providers/payment-provider';
import type { PaymentProviders } from '../../providers/registry';
import {
  askProvider,
  type OrderNamed,
  paymentSteps,
} from '../ask-provider-when-payment-overdue/ask-provider';

/** A fact of an order, and what is known beside it. */
interface About {
  readonly order: OrderNamed;
  readonly provider: ProviderName;
  /** Null: the order's own. */
  readonly paymentId: string | null;
  readonly providerOrderId: string | null;
  readonly providers: PaymentProviders;
}

type Steps<Kind extends ProviderFact['kind']> = (
  about: About,
  fact: Extract<ProviderFact, { kind: Kind }>,
) => readonly Step[];

type DisputeFact = Extract<ProviderFact, { kind: 'dispute-opened' | 'dispute-won' | 'dispute-lost' }>;

type RefundedFact = Extract<ProviderFact, { kind: 'refunded' }>;

const dispute = (about: About, { disputeId: id, ...fact }: DisputeFact): readonly Step[] =>
  movementSteps('RecordDispute', about, { id, ...fact });

const stepsOf: { readonly [Kind in ProviderFact['kind']]: Steps<Kind> } = {
  paid: ({ order }, { payment }) => paymentSteps(order, { state: 'paid', payment }),
  'payment-changed': ({ order, provider, providers, providerOrderId }) => [
    askProvider(providers, { ...order, provider, providerOrderId }),
  ],
  'payment-failed': ({ order }, { reason }) => paymentSteps(order, { state: 'failed', reason }),
  'checkout-expired': ({ order }) => paymentSteps(order, { state: 'gone' }),
  refunded: (about, fact) => [askRefund(about, fact)],
  'refund-failed': ({ order }, fact) => [
    orderCommand({ ...order, name: 'RecordRefundFailed', command: fact, decide: recordRefundFailed }),
  ],
  'dispute-opened': dispute,
  'dispute-won': dispute,
  'dispute-lost': dispute,
  'method-kept': () => [],
  'method-removed': () => [],
  ignored: () => [],
};

/** A refund may fail after it was made, and what tells of its success come later: so it is asked for. */
function askRefund(about: About, { refundId: id, amountMinor, currency }: RefundedFact): Deed {
  const { order, provider, paymentId, providers } = about;
  const told = { kind: 'refund' as const, id, amountMinor, currency, reason: 'refunded' };
  return {
    kind: 'deed',
    name: 'ask-refund',
    owner: order.accountId,
    perform: async () => {
      const asked = paymentId === null ? undefined : { refundId: id, paymentId };
      const answer = asked && (await providers.get(provider)?.refundOf(asked));
      if (answer?.state !== 'failed') return movementSteps('RecordRefund', about, told);
      const command = { refundId: id, reason: answer.reason };
      return [orderCommand({ ...order, name: 'RecordRefundFailed', command, decide: recordRefundFailed })];
    },
  };
}

/** What a provider's fact means to its order. */
export function orderSteps(about: About, fact: ProviderFact): readonly Step[] {
  return stepsOf[fact.kind](about, fact as never);
}

function movementSteps(
  name: string,
  { order, paymentId }: About,
  movement: Omit<Movement, 'paymentId'>,
): readonly Step[] {
  return [orderCommand({ ...order, name, command: { ...movement, paymentId }, decide: recordMovement })];
}
