import type { Pool } from 'pg';
import type { EventStore } from '@ledgerline/platform/eventstore';
import { Ledger } from '@ledgerline/platform/ledger';
import { createPool } from '@ledgerline/platform/postgres';
import { decodeEvents } from '@ledgerline/platform/projections';
import {
  describeOnEachLog,
  type GivenLog,
  type TestDatabase,
  testDatabase,
  until,
} from '@ledgerline/testing';
import { PostgresReactionStore } from './postgres-reaction-store';
import { Deed, Reaction, waits } from './reaction';
import { reactionLag } from './reaction-lag';
import { SILENT_REACTIONS } from './reaction-observer';
import { ReactionRunner } from './reaction-runner';
import { LeadLost } from './reaction-store';
import { jarHand, jars, pour, pourWhenFilled } from './testing/jars';

const onward = pourWhenFilled(({ data }) =>
  data.into ? [pour(data.into, data.amount, { refused: { 'jar-closed': waits('it may open') } })] : [],
);

describeOnEachLog('the reaction runner', (startLog) => {
  let database: TestDatabase;
  let log: GivenLog;
  let store: EventStore;
  let pool: Pool;
  let ledger: Ledger;
  let items: PostgresReactionStore;
  let hand: ReturnType<typeof jarHand>;
  let running: { readonly leads: readonly boolean[]; readonly stop: () => Promise<void> }[];

  beforeEach(async () => {
    database = await testDatabase();
    log = await startLog(database);
    store = await log.open();
    pool = createPool({ url: database.appUrl, applicationName: 'reactions-spec', connectionsMax: 8 });
    ledger = new Ledger({ store, now: Date.now });
    items = new PostgresReactionStore(pool);
    hand = jarHand(ledger);
    running = [];
  });
  afterEach(async () => {
    await Promise.all(running.map(({ stop }) => stop()));
    await store.close();
    await log.stop();
    await pool.end();
    await database.drop();
  });

  function run(...reactions: Reaction[]) {
    const abort = new AbortController();
    const leads: boolean[] = [];
    const observer = { ...SILENT_REACTIONS, leads: (is: boolean) => void leads.push(is) };
    const decode = decodeEvents([jars.events]);
    const clock = { now: Date.now, clockOf: Date.now };
    const runner = new ReactionRunner({ ledger, items, reactions, decode, observer, ...clock });
    const ended = runner.run(abort.signal);
    const stop = async (): Promise<void> => {
      abort.abort();
      await ended;
    };
    const one = { leads, stop };
    running.push(one);
    return one;
  }
  const amounts = (id: string, expected: readonly number[]) =>
    until(`${id} holds ${expected}`, async () => String(await hand.amounts(id)) === String(expected));
  const through = () =>
    until('everything is reacted to', async () => (await reactionLag(pool, store)).events === 0);

  it('keeps what cannot act yet over a restart, in order, while others go on', async () => {
    const first = run(onward);
    await hand.close('b');
    for (const amount of [1, 2, 3]) await hand.fill('a', amount, 'b');
    await hand.fill('x', 9, 'c');
    await amounts('c', [9]);
    await through();
    await first.stop();
    const kept = await items.list(10);
    expect(kept.map(({ state, attempts, key }) => [state, attempts > 0, key])).toEqual([
      ['waiting', true, 'jar-a'],
      ['behind', false, 'jar-a'],
      ['behind', false, 'jar-a'],
    ]);
    await hand.open('b');
    run(onward);
    await amounts('b', [1, 2, 3]);
    await until('nothing waits', async () => (await items.list(10)).length === 0);
    await hand.fill('a', 4, 'b');
    await amounts('b', [1, 2, 3, 4]);
    expect((await reactionLag(pool, store)).items).toEqual([]);
  });

  it('halts what nobody foresaw, and an operator lets it be tried again', async () => {
    run(pourWhenFilled(({ data }) => (data.into ? [pour(data.into, data.amount)] : [])));
    await hand.close('b');
    await hand.fill('a', 1, 'b');
    await until('it halts', async () => (await items.list(1))[0]?.state === 'halted');
    await hand.fill('a', 2, 'c');
    await through();
    await hand.open('b');
    const [halted, behind] = await items.list(2);
    expect(await items.retry(behind!.id)).toBe(false);
    expect(await items.retry(halted!.id)).toBe(true);
    await amounts('c', [2]);
    await amounts('b', [1]);
  });

  it('leaves it to one of several, and another goes on where that one ends', async () => {
    const first = run(onward);
    await until('one leads', async () => first.leads.length === 1);
    const second = run(onward);
    await hand.fill('a', 1, 'b');
    await amounts('b', [1]);
    expect(second.leads).toEqual([]);
    await first.stop();
    await hand.fill('a', 2, 'b');
    await amounts('b', [1, 2]);
    expect(second.leads).toEqual([true]);
  });

  it('does a deed beside the log: others go on meanwhile', async () => {
    let ring: () => void = () => undefined;
    const rung = new Promise<void>((resolve) => (ring = resolve));
    const bell: Deed = {
      kind: 'deed',
      name: 'ring',
      perform: async () => {
        await rung;
        return [pour('rung', 1)];
      },
    };
    run(
      pourWhenFilled(({ data }) => (data.into ? [bell] : [])),
      { ...onward, name: 'onward' },
    );
    await hand.fill('a', 1, 'b');
    await hand.fill('a', 2, 'b');
    await amounts('b', [1, 2]);
    ring();
    await amounts('rung', [1, 1]);
  });

  it('takes nothing from a leader that was passed by while it hung', async () => {
    const hung = (await items.takeLead('hung'))!;
    expect(await items.takeLead('other')).toBeUndefined();
    await pool.query(`update reactions.checkpoint set heard_at = now() - interval '1 minute'`);
    const other = (await items.takeLead('other'))!;
    const { position } = await hand.fill('a', 1);
    const move = { from: undefined, to: position!, items: [] };
    await expect(items.advance(hung, move)).rejects.toThrow(LeadLost);
    await expect(items.keepLead(hung)).rejects.toThrow(LeadLost);
    await items.advance(other, move);
    await expect(items.advance(other, move)).rejects.toThrow(LeadLost);
  });

  it('begins anew where its place is not in the log, and does nothing twice', async () => {
    const first = run(onward);
    await hand.fill('a', 1, 'b');
    await amounts('b', [1]);
    await through();
    await first.stop();
    await pool.query(`update reactions.checkpoint set position = 'another-00000000000000000009'`);
    run(onward);
    await hand.fill('a', 2, 'b');
    await amounts('b', [1, 2]);
    await through();
    expect(await hand.amounts('b')).toEqual([1, 2]);
  });
});
