import type { Timestamp } from '@ledgerline/kernel';
import { foldInMemory, ProjectedEvent } from '@ledgerline/platform/projections';
import { cancelSubscription } from '../../commands/cancel-subscription/cancel-subscription';
import { GivenSubscription } from '../../testing/given-subscription';
import { usageLines } from './billed-usage';
import type { Metric } from './metrics';
import { usageRecords } from './usage-records';
import { recordsOf } from './usage-records.queries';

const JANUARY = '2026-01-31T10:00:00.000Z';

/** Facts of the account `ada` and of its subscription, as one log. */
class GivenUsage {
  readonly log: ProjectedEvent[] = [];
  readonly subscription = new GivenSubscription(JANUARY);
  private told = 0;

  account(type: string, data: object, at: Timestamp): this {
    return this.put(type, data, 'account-ada', at);
  }

  calls(quantity: number, at: Timestamp, member: string | null = null): this {
    const limits = [{ limit: 'api_calls_period', member, usedUnits: BigInt(quantity) }];
    return this.account('UsageRecorded', { limits, charged: [] }, at);
  }

  stored(usedAfter: bigint, at: Timestamp): this {
    return this.account('GaugeMoved', { limit: 'storage_mb', member: null, usedAfter }, at);
  }

  /** What the subscription has recorded since. */
  subscribed(): this {
    for (const { type, data } of this.subscription.events.slice(this.told)) {
      this.put(type, data, 'subscription-ada', this.subscription.now);
    }
    this.told = this.subscription.events.length;
    return this;
  }

  of(metric: Metric): readonly [string, string][] {
    const row = this.rows().find((one) => one.metric === metric)!;
    return recordsOf(row).map(({ billingPeriod, quantity }) => [billingPeriod.slice(0, 10), quantity]);
  }

  rows() {
    return foldInMemory(usageRecords, this.log);
  }

  private put(type: string, data: object, stream: string, at: Timestamp): this {
    const position = String(this.log.length).padStart(6, '0');
    this.log.push({ type, data, stream, revision: 0n, at, position, metadata: { at } });
    return this;
  }
}

function subscribed(): GivenUsage {
  const given = new GivenUsage();
  given.account('AccountOpened', { accountId: 'ada', ownerKind: 'user' }, JANUARY);
  given.subscription.start({ plan: 'metered' });
  given.subscription.pay();
  return given.subscribed();
}

describe('usage records', () => {
  it('sum what is counted, and take the maximum of what stands, per period', () => {
    const given = subscribed().calls(5, '2026-02-01T00:00:00.000Z').stored(400n, '2026-02-02T00:00:00.000Z');
    given.stored(100n, '2026-02-03T00:00:00.000Z').calls(7, '2026-02-27T00:00:00.000Z');
    given.subscription.at('2026-02-28T10:00:00.000Z').settled();
    given.subscribed().calls(1, '2026-03-01T00:00:00.000Z');
    expect(given.of('API_CALLS')).toEqual([
      ['2026-01-31', '12'],
      ['2026-02-28', '1'],
    ]);
    expect(given.of('STORAGE')).toEqual([
      ['2026-01-31', '400'],
      ['2026-02-28', '100'],
    ]);
    expect(given.of('TASKS')).toEqual([
      ['2026-01-31', '0'],
      ['2026-02-28', '0'],
    ]);
  });

  it('count credits by what was charged, less what was given back', () => {
    const charged = [{ amountMicros: 12_500_000n }];
    const given = subscribed().account(
      'GenerationCompleted',
      { limits: [], charged },
      '2026-02-01T00:00:00.000Z',
    );
    given.account('GenerationRefunded', { amountMicros: 2_000_000n }, '2026-02-02T00:00:00.000Z');
    expect(given.of('AI_CREDITS')).toEqual([['2026-01-31', '10.5']]);
  });

  it('count what a member used once: as the account’s', () => {
    const given = subscribed().calls(5, '2026-02-01T00:00:00.000Z', 'mia');
    expect(given.of('API_CALLS')).toEqual([['2026-01-31', '0']]);
  });

  it('stand in the period of the calendar, though nobody looked at the subscription for months', () => {
    const given = subscribed().calls(3, '2026-02-28T10:00:00.000Z').calls(4, '2026-04-01T00:00:00.000Z');
    const late = given.of('API_CALLS');
    expect(late).toEqual([
      ['2026-01-31', '0'],
      ['2026-02-28', '3'],
      ['2026-03-31', '4'],
    ]);
    given.subscription.at('2026-04-02T00:00:00.000Z').settled();
    given.subscription.pay();
    given.subscription.pay();
    expect(given.subscribed().of('API_CALLS')).toEqual(late);
  });

  it('of a period that has ended change no more: what comes late belongs to the next', () => {
    const given = subscribed();
    given.subscription.at('2026-02-28T10:00:00.000Z').settled();
    given.subscribed().calls(2, '2026-02-28T09:59:59.999Z');
    expect(given.of('API_CALLS')).toEqual([
      ['2026-01-31', '0'],
      ['2026-02-28', '2'],
    ]);
  });

  it('end with the subscription', () => {
    const given = subscribed().calls(2, '2026-02-01T00:00:00.000Z');
    given.subscription
      .at('2026-02-02T00:00:00.000Z')
      .do(cancelSubscription, { when: 'now', reason: 'enough' });
    given.subscribed().calls(9, '2026-02-03T00:00:00.000Z');
    expect(given.of('API_CALLS')).toEqual([['2026-01-31', '2']]);
    expect(given.rows()[0]!.periods[0]!.end).toBe('2026-02-02T00:00:00.000Z');
  });

  it('of a period that ends as it begins are billed all the same, but for what only stands there', () => {
    const given = subscribed().stored(900n, '2026-02-01T00:00:00.000Z');
    given.subscription.at('2026-02-28T10:00:00.000Z').settled();
    given.subscription.pay();
    given.subscribed().calls(130, '2026-02-28T10:00:00.000Z');
    given.subscription.do(cancelSubscription, { when: 'now', reason: 'enough' });
    expect(given.subscribed().of('API_CALLS')).toEqual([
      ['2026-01-31', '0'],
      ['2026-02-28', '130'],
    ]);
    expect(given.of('STORAGE')).toEqual([['2026-01-31', '900']]);
    const { usage } = given.subscription.of('ChargeDue').at(-1)!;
    expect(usageLines(given.rows(), usage!)).toMatchObject([{ quantity: 30 }]);
  });

  it('of a period that nobody has begun end with the subscription that ends before it', () => {
    const given = subscribed();
    given.subscription.do(cancelSubscription, { when: 'period-end', reason: 'enough' });
    given.subscribed().calls(7, '2026-02-28T10:00:00.000Z');
    given.subscription.at('2026-02-28T10:00:00.000Z').settled();
    expect(given.subscribed().of('API_CALLS')).toEqual([['2026-01-31', '0']]);
  });

  it('are billed beyond what is included, to the unit', () => {
    const bill = (calls: number) => {
      const given = subscribed().calls(calls, '2026-02-01T00:00:00.000Z');
      given.subscription.at('2026-02-28T10:00:00.000Z').settled();
      const { usage } = given.subscription.of('ChargeDue').at(-1)!;
      return usageLines(given.subscribed().rows(), usage!);
    };
    expect(bill(100)).toEqual([]);
    expect(bill(101)).toMatchObject([{ type: 'usage', quantity: 1, unitMinor: 1n, amountMinor: 1n }]);
    expect(bill(2_100)).toMatchObject([
      { description: 'API calls beyond 100, 2026-01-31 to 2026-02-28', quantity: 2_000, amountMinor: 2_000n },
    ]);
  });
});
