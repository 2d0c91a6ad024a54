import {
  accountEvents,
  accountFamily,
  accountStream,
  type GrantCredits,
  grantCreditsSlice,
  NO_GRANT_TERMS,
  openAccountSlice,
} from '@ledgerline/contexts/accounts';
import { compileCatalog } from '@ledgerline/contexts/catalog';
import { partyStream } from '@ledgerline/contexts/identity';
import { Decision, DomainEvent, EventRegistry, invariant, Timestamp, timestamp } from '@ledgerline/kernel';
import { MemoryEventStore } from '@ledgerline/platform/eventstore';
import { commandIdOf, DecisionContext, Ledger, StreamDefinition } from '@ledgerline/platform/ledger';
import {
  decodeEvents,
  foldInMemory,
  ProjectedEvent,
  ReadModelBehind,
  ReadModels,
} from '@ledgerline/platform/projections';
import { createSealer, memoryDataKeyStore } from '@ledgerline/platform/sealing';
import { givenReactions } from '@ledgerline/testing';
import { startSubscription, StartSubscription } from '../commands/start-subscription/start-subscription';
import type { ProviderName } from '../domain/order/order-events';
import { recordPayment } from '../domain/order/record-payment';
import { keepPaymentMethod } from '../domain/payment-methods/keep-payment-method';
import type { SubscriptionEvent } from '../domain/subscription/subscription-events';
import { orderIdOf, SubscriptionState } from '../domain/subscription/subscription-state';
import { invoicingReactions } from '../reactions/registry';
import { usageRecords } from '../projections/usage-records/usage-records';
import type { PaymentProvider } from '../providers/payment-provider';
import { chargeWhenOrderPlaced } from '../reactions/charge-when-order-placed/charge-when-order-placed';
import { changeTierWhenSubscriptionChanges } from '../reactions/change-tier-when-subscription-changes/change-tier-when-subscription-changes';
import { collectChargeWhenPriced } from '../reactions/collect-charge-when-priced/collect-charge-when-priced';
import { grantCreditsWhenGrantDue } from '../reactions/grant-credits-when-grant-due/grant-credits-when-grant-due';
import { markPartySubscribedWhenChargePaid } from '../reactions/mark-party-subscribed-when-charge-paid/mark-party-subscribed-when-charge-paid';
import { priceChargeWhenDue } from '../reactions/price-charge-when-due/price-charge-when-due';
import { recordChargeWhenOrderEnds } from '../reactions/record-charge-when-order-ends/record-charge-when-order-ends';
import { refundWhenRequested } from '../reactions/refund-when-requested/refund-when-requested';
import { voidCreditsWhenSubscriptionEnds } from '../reactions/void-credits-when-subscription-ends/void-credits-when-subscription-ends';
import { voidInvoiceWhenSubscriptionEnds } from '../reactions/void-invoice-when-subscription-ends/void-invoice-when-subscription-ends';
import { invoiceSeriesStream } from '../streams/invoice-series-stream';
import { invoiceStream } from '../streams/invoice-stream';
import { orderStream } from '../streams/order-stream';
import { paymentMethodsStream } from '../streams/payment-methods-stream';
import { subscriptionStream } from '../streams/subscription-stream';
import { SELLER } from './given-invoicing';
import { PLANS, START } from './given-subscription';
import { CARD, MemoryPurse } from './memory-purse';

const CATALOG = compileCatalog(1, PLANS);
const newest = () => Promise.resolve(CATALOG);
const CATALOGS = { current: () => CATALOG, newest, atLeast: newest };
const EVENTS: readonly EventRegistry[] = [
  accountEvents,
  invoiceSeriesStream.events,
  invoiceStream.events,
  orderStream.events,
  partyStream.events,
  paymentMethodsStream.events,
  subscriptionStream.events,
];

const PLAIN_GRANT: GrantCredits = {
  ...NO_GRANT_TERMS,
  ...{ creditType: 'BONUS', amountMicros: 1_000_000n, reason: 'given', priority: null },
  ...{ effectiveAt: null, expiresAt: null },
};

type Decide<State, Event extends DomainEvent, Context> = (
  state: State,
  context: DecisionContext<Event, Context>,
) => Decision<Event>;

/** Ada's account, her subscription, its orders and invoices in one log, with every reaction between. */
export class SubscriptionTown {
  readonly purse = new MemoryPurse(() => this.now);
  /** The projector has not come to the end of the log. */
  usageIsBehind = false;
  private keys = 0;

  private constructor(
    readonly ledger: Ledger,
    private readonly clock: { now: number },
  ) {}

  private reacting!: Awaited<ReturnType<typeof givenReactions>>;

  static async begin(at: Timestamp): Promise<SubscriptionTown> {
    const clock = { now: Date.parse(at) };
    const now = () => clock.now;
    const bounds = { clockSkewMsMax: Number.MAX_SAFE_INTEGER };
    const ledger = new Ledger({ store: new MemoryEventStore(), now, bounds });
    const town = new SubscriptionTown(ledger, clock);
    const parts = {
      ...{ ledger, now, catalogs: CATALOGS as never, seller: SELLER, models: town.models() },
      providers: new Map<ProviderName, PaymentProvider>([[town.purse.name, town.purse]]),
      sealer: createSealer({ store: memoryDataKeyStore(), masterKey: Buffer.alloc(32, 7) }),
    };
    const reactions = [
      ...invoicingReactions(parts),
      chargeWhenOrderPlaced(parts),
      changeTierWhenSubscriptionChanges(parts),
      collectChargeWhenPriced(parts),
      grantCreditsWhenGrantDue(parts),
      markPartySubscribedWhenChargePaid,
      priceChargeWhenDue(parts),
      recordChargeWhenOrderEnds,
      refundWhenRequested(parts),
      voidCreditsWhenSubscriptionEnds(parts),
      voidInvoiceWhenSubscriptionEnds,
    ];
    town.reacting = await givenReactions({ reactions, ledger, events: EVENTS, now });
    const opening = { ownerKind: 'user', ownerId: 'ada', tier: 'free' } as const;
    const { stream } = accountFamily(accountStream(CATALOGS));
    await town.record(stream, 'ada', (state, context) => openAccountSlice.decide(opening, state, context));
    return town;
  }

  get now(): Timestamp {
    return timestamp(this.clock.now);
  }

  /** The clock jumps; the sweep looks, and the reactions follow, until nothing is left to do by then. */
  async at(instant: Timestamp): Promise<this> {
    invariant(instant >= this.now, 'time goes on');
    this.clock.now = Date.parse(instant);
    for (let before = -1, length = 0; before < length;) {
      before = length;
      await this.ledger.settle(subscriptionStream, 'ada', this.now);
      await this.reacting.settled();
      length = (await this.log()).length;
    }
    return this;
  }

  async start(more: Partial<StartSubscription> = {}): Promise<void> {
    await this.do((state, context) => startSubscription({ ...START, ...more }, state, context));
  }

  async do(decide: Decide<SubscriptionState, SubscriptionEvent, undefined>): Promise<void> {
    await this.record(subscriptionStream, 'ada', decide);
    await this.at(this.now);
  }

  /** The buyer pays on the provider's page, and the card is kept. */
  async checkOut(): Promise<void> {
    const { subscriptionId, charge } = (await this.subscription()).life!;
    await this.payOrder(orderIdOf(subscriptionId, charge!.ordinal, charge!.attempt));
    await this.keepCard();
  }

  async keepCard(): Promise<void> {
    const kept = { accountId: 'ada', provider: this.purse.name, method: CARD } as const;
    await this.record(paymentMethodsStream, 'ada', (state, context) =>
      keepPaymentMethod(kept, state, context),
    );
    await this.at(this.now);
  }

  /** Credits that no subscription granted. */
  async grant(more: Partial<GrantCredits>): Promise<void> {
    const command: GrantCredits = { ...PLAIN_GRANT, ...more };
    const { stream } = accountFamily(accountStream(CATALOGS));
    await this.record(stream, 'ada', (state, context) => grantCreditsSlice.decide(command, state, context));
  }

  /** What time has caused in the account, as its sweep records it. */
  async settleAccount(): Promise<void> {
    await this.ledger.settle(accountStream(CATALOGS), 'ada', this.now);
  }

  async payOrder(orderId: string): Promise<void> {
    const { placed } = (await this.ledger.read(orderStream, orderId)).state;
    const { totalMinor: amountMinor, currency } = placed!.totals;
    const payment = this.purse.take({ orderId, amountMinor, currency });
    await this.record(orderStream, orderId, (state, context) => recordPayment(payment, state, context));
    await this.at(this.now);
  }

  /** As after a crash before any of the reactions' own memory was durable. */
  async crash(): Promise<void> {
    await this.reacting.forget();
    await this.at(this.now);
  }

  waiting() {
    return this.reacting.items();
  }

  async subscription() {
    return (await this.ledger.read(subscriptionStream, 'ada')).state;
  }

  async account() {
    return (await this.ledger.read(accountStream(CATALOGS), 'ada')).state;
  }

  /** Every fact of a type, in the order of the log. */
  async of<Event extends DomainEvent>(type: Event['type']): Promise<Event['data'][]> {
    return (await this.log()).filter((event) => event.type === type).map(({ data }) => data as Event['data']);
  }

  private async log(): Promise<readonly ProjectedEvent[]> {
    const recorded = await this.ledger.store.readAll({ after: undefined, countMax: 100_000 });
    const decode = decodeEvents(EVENTS);
    return recorded.flatMap((one) => decode(one) ?? []);
  }

  /** The read model of usage, folded from the log as it is asked for. */
  private models(): ReadModels {
    const behind = () => new ReadModelBehind('000', [usageRecords.name]);
    const query = async () => {
      if (this.usageIsBehind) throw behind();
      return { rows: foldInMemory(usageRecords, await this.log()), position: undefined };
    };
    return { query } as unknown as ReadModels;
  }

  private async record<State, Event extends DomainEvent, Context>(
    definition: StreamDefinition<State, Event, Context>,
    streamId: string,
    decide: Decide<State, Event, Context>,
  ): Promise<void> {
    const key = String(++this.keys);
    await this.ledger.execute(definition, {
      ...{ name: 'Asked', streamId, parameters: {}, sealed: null, commandHash: '', origin: {} },
      commandId: commandIdOf({ principal: 'tests', stream: streamId, key }),
      ...{ receivedAt: this.now, decide },
    });
  }
}
