import { timestamp } from '@ledgerline/kernel';
import { MemoryEventStore } from '@ledgerline/platform/eventstore';
import { commandIdOf, Ledger } from '@ledgerline/platform/ledger';
import { createSealer, memoryDataKeyStore } from '@ledgerline/platform/sealing';
import { givenReactions } from '@ledgerline/testing';
import type { BillingParts } from '../billing-parts';
import { detachPaymentMethod } from '../commands/detach-payment-method/detach-payment-method';
import { placeOrder } from '../domain/order/place-order';
import type { OrderContext, OrderDecision } from '../domain/order/order-decision';
import type { OrderPlaced } from '../domain/order/order-events';
import type { OrderState } from '../domain/order/order-state';
import type { ProviderEvent } from '../domain/provider-event/provider-fact';
import type { PaymentProvider } from '../providers/payment-provider';
import { sandboxProvider } from '../providers/sandbox/sandbox';
import { sandboxStream } from '../providers/sandbox/sandbox-stream';
import { sandboxWorld } from '../providers/sandbox/sandbox-world';
import { applyProviderEventWhenReceived } from '../reactions/apply-provider-event-when-received/apply-provider-event-when-received';
import { askProviderWhenPaymentOverdue } from '../reactions/ask-provider-when-payment-overdue/ask-provider-when-payment-overdue';
import { chargeWhenOrderPlaced } from '../reactions/charge-when-order-placed/charge-when-order-placed';
import { forgetMethodWhenDetached } from '../reactions/forget-method-when-detached/forget-method-when-detached';
import { openCheckoutWhenOrderPlaced } from '../reactions/open-checkout-when-order-placed/open-checkout-when-order-placed';
import { refundWhenRequested } from '../reactions/refund-when-requested/refund-when-requested';
import { orderStream } from '../streams/order-stream';
import { paymentMethodsStream } from '../streams/payment-methods-stream';
import { providerEventStream } from '../streams/provider-event-stream';
import { receiveWebhook } from '../webhooks/receive-webhook';
import { NINE, STARTER } from './an-order';
import { foldedModels } from './folded-models';

export type Disturbance = (provider: PaymentProvider) => PaymentProvider;

/** Orders and the reactions around a provider, in one memory log; a spec says how it is disturbed. */
export async function givenOrders(disturbed: Disturbance = (provider) => provider) {
  const clock = { now: Date.parse(NINE) };
  const now = () => clock.now;
  const store = new MemoryEventStore();
  const ledger = new Ledger({ store, now, bounds: { clockSkewMsMax: Number.MAX_SAFE_INTEGER } });
  const sealer = createSealer({ store: memoryDataKeyStore(), masterKey: Buffer.alloc(32, 7) });
  const world = sandboxWorld({ ledger, sealer, now });
  const provider = disturbed(sandboxProvider({ ledger, sealer, now }));
  const providers = new Map([['SANDBOX' as const, provider]]);
  const parts = { ledger, providers, models: foldedModels(store, EVENTS) };
  const reacting = await givenReactions({
    reactions: reactionsAround(parts),
    ledger,
    events: EVENTS,
    now,
  });
  let keys = 0;
  const command = <Command>(
    name: string,
    decide: (asked: Command, state: OrderState, context: OrderContext) => OrderDecision,
    asked: Command,
    orderId = 'o1',
  ) =>
    ledger.execute(orderStream, {
      ...{ name, parameters: {}, sealed: null, streamId: orderId, commandHash: '', origin: {} },
      commandId: commandIdOf({ principal: 'spec', stream: `order-${orderId}`, key: `k${++keys}` }),
      receivedAt: timestamp(clock.now),
      decide: (state, context) => decide(asked, state, context),
    });
  return {
    ...{ ledger, reacting, store, world, command },
    place: (terms: Partial<OrderPlaced['data']> = {}) =>
      command('PlaceOrder', placeOrder, { ...STARTER, ...terms }, terms.orderId),
    order: async (orderId = 'o1') => (await ledger.read(orderStream, orderId)).state,
    methods: async () => (await ledger.read(paymentMethodsStream, 'ada')).state,
    detach: (providerMethodId: string) =>
      ledger.execute(paymentMethodsStream, {
        ...{ name: 'DetachPaymentMethod', parameters: {}, sealed: null, streamId: 'ada', commandHash: '' },
        origin: {},
        commandId: commandIdOf({ principal: 'spec', stream: 'paymentMethods-ada', key: `k${++keys}` }),
        receivedAt: timestamp(clock.now),
        decide: (state, context) => detachPaymentMethod({ providerMethodId }, state, context),
      }),
    settle: () => ledger.settle(orderStream, 'o1', timestamp(clock.now)),
    /** A webhook whose signature was right. */
    told: (event: Omit<ProviderEvent, 'provider' | 'occurredAt'>) =>
      receiveWebhook(
        { ledger, sealer, now },
        {
          ...provider,
          readWebhook: () => Promise.resolve({ provider: 'SANDBOX', occurredAt: NINE, ...event }),
        },
        { rawBody: Buffer.from('{}'), headers: {} },
      ),
    async after(seconds: number): Promise<void> {
      clock.now += seconds * 1_000;
      await reacting.settled();
    },
  };
}

function reactionsAround(parts: Pick<BillingParts, 'ledger' | 'providers' | 'models'>) {
  return [
    applyProviderEventWhenReceived(parts),
    askProviderWhenPaymentOverdue(parts),
    chargeWhenOrderPlaced(parts),
    forgetMethodWhenDetached(parts),
    openCheckoutWhenOrderPlaced(parts),
    refundWhenRequested(parts),
  ];
}

const EVENTS = [
  orderStream.events,
  paymentMethodsStream.events,
  providerEventStream.events,
  sandboxStream.events,
];
