import { DomainEvent, Timestamp, timestamp } from '@ledgerline/kernel';
import { partyStream } from '@ledgerline/contexts/identity';
import { EventStore, MemoryEventStore } from '@ledgerline/platform/eventstore';
import { commandIdOf, Ledger, StreamDefinition, streamName } from '@ledgerline/platform/ledger';
import { createSealer, memoryDataKeyStore } from '@ledgerline/platform/sealing';
import { givenReactions } from '@ledgerline/testing';
import { placeOrder } from '../domain/order/place-order';
import { recordPayment } from '../domain/order/record-payment';
import type { Seller } from '../domain/invoice/invoice-content';
import type { PricedLine, TaxTerms } from '../domain/money/lines';
import { totalsOf } from '../domain/money/totals';
import type { OrderEvent, OrderPurpose, PaymentMethodView } from '../domain/order/order-events';
import { invoicingReactions } from '../reactions/registry';
import { invoiceSeriesStream } from '../streams/invoice-series-stream';
import { invoiceStream } from '../streams/invoice-stream';
import { orderStream } from '../streams/order-stream';

export const SELLER: Seller = {
  legalName: 'Lumen Works GmbH',
  address: ['Torstraße 1', '10119 Berlin', 'Germany'],
  taxId: 'DE 123456789',
  email: 'billing@lumen.example',
};

export const VISA: PaymentMethodView = {
  providerMethodId: 'pm_1',
  type: 'card',
  brand: 'Visa',
  last4: '4242',
  expiry: '2028-04',
  fingerprint: null,
};

export const CREDITS: OrderPurpose = {
  kind: 'credits',
  package: 'starter',
  creditsMicros: 500_000_000n,
  expireAfterDays: null,
};

export function lineOf(amountMinor: bigint, description = '500 credits'): PricedLine {
  return { type: 'credits', description, quantity: 1, unitMinor: amountMinor, amountMinor };
}

export interface GivenOrder {
  readonly lines?: readonly PricedLine[];
  readonly tax?: TaxTerms | null;
  readonly currency?: string;
  readonly purpose?: OrderPurpose;
  readonly accountId?: string;
}

/** One for all: whoever takes over finds the keys of whoever died, and making its caches takes long. */
const SEALER = createSealer({ store: memoryDataKeyStore(), masterKey: Buffer.alloc(32, 7) });

/** Orders, and the invoices that reactions make of them, in one memory log. */
export class GivenInvoicing {
  readonly sealer = SEALER;
  private keys = 0;

  private constructor(
    readonly ledger: Ledger,
    readonly reacting: Awaited<ReturnType<typeof givenReactions>>,
    private readonly clock: { now: number },
  ) {}

  static async begin(at: Timestamp, store: EventStore = new MemoryEventStore()): Promise<GivenInvoicing> {
    const clock = { now: Date.parse(at) };
    const now = () => clock.now;
    const ledger = new Ledger({ store, now, bounds: { clockSkewMsMax: Number.MAX_SAFE_INTEGER } });
    const reacting = await givenReactions({
      reactions: invoicingReactions({ ledger, seller: SELLER, sealer: SEALER }),
      ledger,
      events: [orderStream.events, invoiceStream.events, invoiceSeriesStream.events, partyStream.events],
      now,
    });
    return new GivenInvoicing(ledger, reacting, clock);
  }

  at(instant: Timestamp): this {
    this.clock.now = Date.parse(instant);
    return this;
  }

  get now(): Timestamp {
    return timestamp(this.clock.now);
  }

  async placed(orderId: string, given: GivenOrder = {}): Promise<void> {
    const {
      lines = [lineOf(1_000n)],
      tax = null,
      currency = 'USD',
      purpose = CREDITS,
      accountId = 'ada',
    } = given;
    const priced = { lines: [...lines], totals: totalsOf(lines, tax, currency), tax };
    const asked = { provider: 'SANDBOX', collection: 'checkout', providerMethodId: null } as const;
    const about = { actorUserId: null, catalogVersion: 1, returnUrl: null };
    await this.record(orderStream, orderId, (state, context) =>
      placeOrder({ orderId, accountId, purpose, ...priced, ...asked, ...about }, state, context),
    );
  }

  async paid(orderId: string): Promise<void> {
    const { placed } = (await this.ledger.read(orderStream, orderId)).state;
    const { totalMinor: amountMinor, currency } = placed!.totals;
    const payment = { paymentId: `pay-${orderId}`, paidAt: this.now, method: VISA, amountMinor, currency };
    await this.record(orderStream, orderId, (state, context) => recordPayment(payment, state, context));
  }

  /** The facts of an order, as its own commands record them. */
  async orderSays(orderId: string, ...events: readonly OrderEvent[]): Promise<void> {
    await this.record(orderStream, orderId, () => ({ kind: 'accepted', events, own: 0 }));
  }

  async refunded(orderId: string, refundId: string, amountMinor: bigint): Promise<void> {
    const { placed, refundedMinor, payment } = (await this.ledger.read(orderStream, orderId)).state;
    const { accountId, purpose, totals, provider } = placed!;
    await this.orderSays(orderId, {
      type: 'OrderRefunded',
      data: {
        ...{ orderId, accountId, purpose, totals, provider, refundId, cause: 'refund', amountMinor },
        ...{ currency: totals.currency, refundedMinor: refundedMinor + amountMinor, takenBackMicros: 0n },
        ...{ reason: 'not as described', refundedAt: this.now },
        ...{ paymentId: payment!.paymentId },
      },
    });
  }

  async invoice(invoiceId: string) {
    return (await this.ledger.read(invoiceStream, invoiceId)).state;
  }

  async record<State, Event extends DomainEvent>(
    definition: StreamDefinition<State, Event, undefined>,
    streamId: string,
    decide: Parameters<typeof this.ledger.execute<State, Event, undefined>>[1]['decide'],
  ): Promise<void> {
    const stream = streamName(definition, streamId);
    await this.ledger.execute(definition, {
      name: 'GivenCommand',
      parameters: {},
      sealed: null,
      streamId,
      commandId: commandIdOf({ principal: 'spec', stream, key: `k-${++this.keys}` }),
      commandHash: '',
      receivedAt: this.now,
      origin: {},
      decide,
    });
  }
}
