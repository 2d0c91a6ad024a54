import { dueSourceOf } from '@ledgerline/platform/reactions';
import { testDatabase } from '@ledgerline/testing';
import { cancelSubscription } from '../../commands/cancel-subscription/cancel-subscription';
import { subscriptionStream } from '../../streams/subscription-stream';
import { givenBillingReads } from '../../testing/given-billing-reads';
import { SubscriptionTown } from '../../testing/subscription-town';
import { usageLinesOf } from '../usage-records/billed-usage';
import { usageRecords } from '../usage-records/usage-records';
import { ListUsageRecords, listUsageRecords } from '../usage-records/usage-records.queries';
import { subscriptions } from './subscriptions';
import { ListSubscriptions, listSubscriptions, SumRecurring, sumRecurring } from './subscriptions.queries';

const JANUARY = '2027-01-31T10:00:00.000Z';

describe('the queries of subscriptions', () => {
  let database: Awaited<ReturnType<typeof testDatabase>>;
  let town: SubscriptionTown;
  let read: Awaited<ReturnType<typeof givenBillingReads>>;
  const list = async (asked: ListSubscriptions['asked']) =>
    (await listSubscriptions(read.reads, new ListSubscriptions(asked))).items;
  const recurring = async () => (await sumRecurring(read.reads, new SumRecurring({}))).items;

  beforeAll(async () => {
    database = await testDatabase();
    town = await SubscriptionTown.begin(JANUARY);
    read = await givenBillingReads(database.appUrl, town.ledger.store, [subscriptions, usageRecords]);
    await town.start({ interval: 'YEARLY' });
    await town.checkOut();
    await read.project();
  });

  afterAll(async () => {
    await read.end();
    await database.drop();
  });

  it('tell plan, period and what was paid, by account and in the list', async () => {
    const [mine] = await list({ accountId: 'ada' });
    expect(mine).toMatchObject({
      ...{ status: 'ACTIVE', plan: 'solo', interval: 'YEARLY', amount: '300.00', currency: 'USD' },
      ...{ creditsPerMonth: '300', seats: 1, chargesPaid: 1, paid: '300.00', grants: 1, openCharge: null },
      currentPeriod: { start: JANUARY, end: '2028-01-31T10:00:00.000Z' },
      nextDueAt: '2027-02-28T10:00:00.000Z',
    });
    expect(await list({ status: 'ACTIVE', plan: 'solo' })).toEqual([mine]);
    expect(await list({ accountId: 'bob' })).toEqual([]);
    expect(await list({ status: 'CANCELED' })).toEqual([]);
  });

  it('divide the price of a year by twelve for what recurs each month', async () => {
    expect(await recurring()).toEqual([{ currency: 'USD', subscriptions: 1, monthlyRevenue: '25.00' }]);
  });

  it('tell the sweep what is due, and not before', async () => {
    const source = dueSourceOf({
      projection: subscriptions,
      stream: subscriptionStream,
      models: read.reads.models,
    });
    const dueBy = async (now: string) => {
      const { items } = await source.list({ now, after: undefined, countMax: 10 });
      return items.map(({ streamId, dueAt }) => [streamId, dueAt]);
    };
    expect(await dueBy('2027-02-28T09:59:59.999Z')).toEqual([]);
    expect(await dueBy('2027-02-28T10:00:00.000Z')).toEqual([['ada', '2027-02-28T10:00:00.000Z']]);
  });

  it('tell a record of every metric in the period, and bill what a plan prices', async () => {
    const asked = new ListUsageRecords({ accountId: 'ada' });
    const { items } = await listUsageRecords(read.reads, asked);
    expect(items.map(({ metric, quantity }) => [metric, quantity])).toEqual([
      ...['AI_CREDITS', 'API_CALLS', 'PROJECTS', 'STORAGE', 'TASKS', 'USERS'].map((metric) => [metric, '0']),
    ]);
    expect(items[0]).toMatchObject({ user: 'ada', workspace: null, unit: 'count', billingPeriod: JANUARY });
    const period = { ordinal: 1, start: JANUARY, end: '2028-01-31T10:00:00.000Z' };
    const usage = { period, prices: [{ limit: 'api_calls_period', included: -1, unitMinor: 1n }] };
    const position = (await town.ledger.store.head())!;
    const lines = await usageLinesOf(read.reads.models, {
      ...{ accountId: 'ada', usage, currency: 'USD', position },
    });
    expect(lines).toMatchObject([{ quantity: 1, amountMinor: 1n }]);
  });

  it('tell how it ended, and count it no more', async () => {
    const end = { when: 'now' as const, reason: 'enough' };
    await town.do((state, context) => cancelSubscription(end, state, context));
    await read.project();
    expect(await list({})).toMatchObject([
      { status: 'CANCELED', endCause: 'now', endReason: 'enough', nextDueAt: null },
    ]);
    expect(await recurring()).toEqual([]);
  });
});
