import { isDeepStrictEqual } from 'node:util';
import type { Decision, Timestamp } from '@ledgerline/kernel';
import { expireOrder } from '../domain/order/expire-order';
import type { OrderContext } from '../domain/order/order-decision';
import type { Movement, OrderEvent, OrderPlaced } from '../domain/order/order-events';
import { recordGrant } from '../domain/order/record-grant';
import { recordGrantRefused } from '../domain/order/record-grant-refused';
import { recordMovement } from '../domain/order/record-movement';
import { recordPayment, RecordPayment } from '../domain/order/record-payment';
import { recordPaymentFailed } from '../domain/order/record-payment-failed';
import { recordRefundFailed } from '../domain/order/record-refund-failed';
import { placeOrder } from '../domain/order/place-order';
import { refundOrder } from '../commands/refund-order/refund-order';
import { orderStream } from '../streams/order-stream';

export const NINE: Timestamp = '2026-11-21T09:00:00.000Z';

export const STARTER: OrderPlaced['data'] = {
  orderId: 'o1',
  accountId: 'ada',
  purpose: { kind: 'credits', package: 'starter', creditsMicros: 500_000_000n, expireAfterDays: null },
  lines: [{ type: 'credits', description: 'Starter pack', quantity: 1, unitMinor: 499n, amountMinor: 499n }],
  totals: { subtotalMinor: 499n, taxMinor: 0n, totalMinor: 499n, currency: 'USD' },
  tax: null,
  provider: 'SANDBOX',
  collection: 'checkout',
  providerMethodId: null,
  returnUrl: null,
  actorUserId: null,
  expiresAt: '2026-11-22T09:00:00.000Z',
  placedAt: NINE,
  catalogVersion: 1,
};

/** One order through a history, decided as the ledger decides: time first, then the command. */
export class AnOrder {
  readonly history: OrderEvent[] = [];
  state = orderStream.initial();
  now = NINE;
  private commands = 0;

  static placed(terms: Partial<OrderPlaced['data']> = {}): AnOrder {
    const order = new AnOrder();
    order.decide(placeOrder, { ...STARTER, ...terms });
    return order;
  }

  static paid(): AnOrder {
    const order = AnOrder.placed();
    order.pay();
    return order;
  }

  at(now: Timestamp): this {
    this.now = now;
    return this;
  }

  /** What of time alone came by now. */
  settle(): readonly OrderEvent['type'][] {
    const due = orderStream.settle(this.state, this.now, { context: undefined, before: 'sweep' });
    return this.record(due);
  }

  pay(given: Partial<RecordPayment> = {}) {
    const exact = { amountMinor: 499n, currency: 'USD', paidAt: this.now, method: null };
    return this.decide(recordPayment, { paymentId: 'pay_1', ...exact, ...given });
  }

  fail() {
    return this.decide(recordPaymentFailed, { reason: 'card_declined' });
  }

  expire() {
    return this.decide(expireOrder, {});
  }

  move(kind: Movement['kind'], id: string, amountMinor: bigint, given: Partial<Movement> = {}) {
    const movement = { kind, id, paymentId: null, amountMinor, currency: 'USD', reason: 'told', ...given };
    return this.decide(recordMovement, movement);
  }

  refund(
    amountMinor: bigint | null,
    given: { currency?: string; paymentId?: string; accountId?: string } = {},
  ) {
    const { currency = 'USD', paymentId = null, accountId = 'ada' } = given;
    const amount = amountMinor === null ? null : { amountMinor, currency };
    return this.decide(refundOrder, { accountId, amount, paymentId, reason: 'asked' });
  }

  refundFails(refundId: string) {
    return this.decide(recordRefundFailed, { refundId, reason: 'declined' });
  }

  grant() {
    return this.decide(recordGrant, { lotId: 'lot-1' });
  }

  grantRefused() {
    return this.decide(recordGrantRefused, { reason: 'account-closed', nextStep: 'refund' });
  }

  factsOf<T extends OrderEvent['type']>(type: T): readonly Extract<OrderEvent, { type: T }>['data'][] {
    return this.history.filter((event) => event.type === type).map(({ data }) => data as never);
  }

  decide<Command>(
    decider: (command: Command, state: typeof this.state, context: OrderContext) => Decision<OrderEvent>,
    command: Command,
  ): { readonly reason?: string; readonly types: readonly OrderEvent['type'][] } {
    this.commands += 1;
    const context = { now: this.now, policy: undefined, newId: `id-${this.commands}`, history: new Map() };
    const decision = decider(command, this.state, context);
    if (decision.kind !== 'accepted') return { reason: decision.reason, types: [] };
    return { types: this.record(decision.events) };
  }

  private record(events: readonly OrderEvent[]): readonly OrderEvent['type'][] {
    for (const event of events) {
      const { type, data } = orderStream.events.encode(event);
      if (!isDeepStrictEqual(orderStream.events.decode(type, data), event)) {
        throw new Error(`${event.type} does not come through the log unchanged: ${data}`);
      }
      this.state = orderStream.evolve(this.state, event);
      this.history.push(event);
    }
    return events.map(({ type }) => type);
  }
}
