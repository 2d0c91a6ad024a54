import { randomUUID } from 'node:crypto';
import {
  accountEvents,
  accountFamily,
  accountStream,
  type GrantCredits,
  grantCreditsSlice,
  NO_GRANT_TERMS,
  openAccountSlice,
  orderReference,
  type TakeBackPurchase,
  takeBackPurchaseSlice,
} from '@ledgerline/contexts/accounts';
import { compileCatalog, DEFAULT_CATALOG } from '@ledgerline/contexts/catalog';
import { timestamp } from '@ledgerline/kernel';
import { AnyCommandSlice } from '@ledgerline/platform/commands';
import { MemoryEventStore } from '@ledgerline/platform/eventstore';
import { commandIdOf, Ledger } from '@ledgerline/platform/ledger';
import { givenReactions } from '@ledgerline/testing';
import type { OrderPurpose, OrderRefunded } from '../../domain/order/order-events';
import { orderStream } from '../../streams/order-stream';
import { takeBackCreditsWhenOrderRefunded } from './take-back-credits-when-order-refunded';

const NINE = Date.parse('2026-11-21T09:00:00.000Z');
const CATALOG = compileCatalog(1, DEFAULT_CATALOG);
const CATALOGS = { current: () => CATALOG, atLeast: () => Promise.resolve(CATALOG) };
const ACCOUNTS = accountFamily(accountStream(CATALOGS));
const BOUGHT: GrantCredits = {
  ...NO_GRANT_TERMS,
  ...{ creditType: 'PURCHASE', amountMicros: 100_000_000n, reference: orderReference('o'), orderId: 'o' },
  ...{ priority: null, effectiveAt: null, expiresAt: null, reason: 'bought' },
};
const CREDITS: OrderPurpose = {
  ...{ kind: 'credits', package: 'starter', creditsMicros: 100_000_000n, expireAfterDays: null },
};
const SUBSCRIPTION: OrderPurpose = {
  ...{ kind: 'subscription', subscriptionId: 's', charge: 'renew:s:1', invoiceId: 'i' },
};

async function given() {
  const store = new MemoryEventStore();
  const clock = { now: NINE };
  const now = () => clock.now;
  const ledger = new Ledger({ store, now });
  const reactions = [takeBackCreditsWhenOrderRefunded({ catalogs: CATALOGS })];
  const events = [accountEvents, orderStream.events];
  const reacting = await givenReactions({ reactions, ledger, events, now });
  const send = <Command>(slice: AnyCommandSlice, command: Command) =>
    ledger.execute(ACCOUNTS.stream, {
      ...{ name: slice.name, streamId: 'ada', parameters: {}, sealed: null, commandHash: '' },
      commandId: commandIdOf({ principal: 'hand', stream: 'account-ada', key: randomUUID() }),
      ...{ receivedAt: timestamp(now()), origin: { requestId: 'r' } },
      subjects: (state) => slice.subjects?.(command, state) ?? [],
      decide: (state, context) => slice.decide(command, state, context),
    });
  let refunds = 0n;
  return {
    ...{ store, clock, reacting },
    open: () => send(openAccountSlice, { ownerKind: 'user', ownerId: 'ada', tier: 'free' }),
    grant: () => send(grantCreditsSlice, BOUGHT),
    takeBack: (command: TakeBackPurchase) => send(takeBackPurchaseSlice, command),
    async refund(refundId: string, credits: bigint, purpose = CREDITS) {
      const { type, data } = orderStream.events.encode(refunded(refundId, credits * 1_000_000n, purpose));
      const metadata = JSON.stringify({ at: timestamp(now()), requestId: refundId });
      const expected = refunds === 0n ? 'no-stream' : refunds - 1n;
      refunds += 1n;
      await store.append('order-o', expected, [{ id: randomUUID(), type, data, metadata }]);
      await reacting.settled();
    },
    /** What is left of what the order granted. */
    async bought() {
      const { state } = await ledger.read(ACCOUNTS.stream, 'ada');
      const lots = state.lots.filter(({ creditType }) => creditType === 'PURCHASE');
      return lots.reduce((sum, { remainingMicros }) => sum + remainingMicros, 0n) / 1_000_000n;
    },
  };
}

function refunded(refundId: string, takenBackMicros: bigint, purpose: OrderPurpose): OrderRefunded {
  return {
    type: 'OrderRefunded',
    data: {
      ...{ orderId: 'o', accountId: 'ada', purpose, provider: 'SANDBOX', refundId, cause: 'refund' },
      totals: { subtotalMinor: 1_000n, taxMinor: 0n, totalMinor: 1_000n, currency: 'EUR' },
      ...{ amountMinor: 300n, currency: 'EUR', refundedMinor: 300n, takenBackMicros },
      ...{ reason: 'asked for the money back', refundedAt: timestamp(NINE) },
    },
  };
}

describe('a refund of an order', () => {
  it('takes back what it says of the credits, once, however often it is met', async () => {
    const { open, grant, refund, reacting, bought } = await given();
    await open();
    await grant();
    await refund('r1', 30n);
    await reacting.forget();
    await reacting.settled();
    expect(await bought()).toBe(70n);
    await refund('r2', 70n);
    expect([await bought(), reacting.items()]).toEqual([0n, []]);
  });

  it('whose grant is delayed still ends with the credits gone', async () => {
    const { open, grant, refund, bought } = await given();
    await open();
    await refund('r1', 30n);
    await grant();
    expect(await bought()).toBe(70n);
  });

  it('waits for an account that is not open yet', async () => {
    const { open, grant, refund, reacting, clock, bought } = await given();
    await refund('r1', 30n);
    expect(reacting.items()).toMatchObject([
      { state: 'waiting', reason: 'account-not-found: the account is opened when its party is registered' },
    ]);
    await open();
    await grant();
    clock.now += 60_000;
    await reacting.settled();
    expect([await bought(), reacting.items()]).toEqual([70n, []]);
  });

  it('under whose name another amount was taken back ends there, and the log holds the refusal', async () => {
    const { open, grant, takeBack, refund, reacting, store, bought } = await given();
    await open();
    await grant();
    await takeBack({ orderId: 'o', reference: 'r1', amountMicros: 20_000_000n, reason: 'by hand' });
    await refund('r1', 30n);
    expect([await bought(), reacting.items()]).toEqual([80n, []]);
    const { events } = await store.readStream('account-ada', { countMax: 99 });
    expect(events.at(-1)).toMatchObject({
      type: 'ledgerline.account.command-refused.v1',
      data: expect.stringContaining('reference-conflict') as string,
    });
  });

  it('that is none of credits, or of credits that never came, takes nothing', async () => {
    const { open, grant, refund, store } = await given();
    await open();
    await grant();
    const head = await store.head();
    await refund('r1', 30n, SUBSCRIPTION);
    await refund('r2', 0n);
    expect(await store.countAfter(head)).toBe(2);
  });
});
