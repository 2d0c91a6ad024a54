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
import type { Reaction } from './reaction';
import { reactionLag } from './reaction-lag';
import { SILENT_REACTIONS } from './reaction-observer';
import { ReactionRunner } from './reaction-runner';
import { jarHand, jars, pour, pourWhenFilled } from './testing/jars';

const onward = pourWhenFilled(({ data }) => (data.into ? [pour(data.into, data.amount)] : []));
/** As a later build may have it. */
const added: Reaction = {
  ...pourWhenFilled(({ data }) => (data.into ? [pour(`${data.into}-too`, data.amount)] : [])),
  name: 'pour-too-when-jar-filled',
};

describeOnEachLog('reactions that stand still, and reactions that are added', (startLog) => {
  let database: TestDatabase;
  let log: GivenLog;
  let store: EventStore;
  let pool: Pool;
  let ledger: Ledger;
  let items: PostgresReactionStore;
  let hand: ReturnType<typeof jarHand>;
  let running: (() => Promise<void>)[];

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
    await Promise.all(running.map((stop) => stop()));
    await store.close();
    await log.stop();
    await pool.end();
    await database.drop();
  });

  function run(...reactions: Reaction[]) {
    const abort = new AbortController();
    const told: { paused: readonly string[]; lacking: readonly string[] }[] = [];
    const observer = { ...SILENT_REACTIONS, begins: (lead: (typeof told)[number]) => void told.push(lead) };
    const decode = decodeEvents([jars.events]);
    const clock = { now: Date.now, clockOf: Date.now };
    const runner = new ReactionRunner({ ledger, items, reactions, decode, observer, ...clock });
    const ended = runner.run(abort.signal);
    const stop = async (): Promise<void> => {
      abort.abort();
      await ended;
    };
    running.push(stop);
    return { told, stop };
  }
  const amounts = (id: string, expected: readonly number[]) =>
    until(`${id} holds ${expected}`, async () => String(await hand.amounts(id)) === String(expected));
  const through = () =>
    until('everything is reacted to', async () => (await reactionLag(pool, store)).events === 0);

  it('loses nothing while one is paused: it goes on in its order, and others never stood still', async () => {
    const { told } = run(onward, added);
    await until('they are known', async () => told.length === 1);
    expect(await items.setPaused('nobody', true)).toBe(false);
    expect(await items.setPaused(onward.name, true)).toBe(true);
    await until('it is noticed', async () => told.length === 2);
    for (const amount of [1, 2, 3]) await hand.fill('a', amount, 'b');
    await amounts('b-too', [1, 2, 3]);
    await through();
    expect(await hand.amounts('b')).toEqual([]);
    const { paused, items: counts } = await reactionLag(pool, store);
    expect(paused).toMatchObject([{ reaction: onward.name }]);
    // Also what it will turn out to want nothing of: that is asked when its turn comes.
    expect(counts.reduce((sum, { count }) => sum + count, 0)).toBe(6);
    expect(told[1]).toEqual({ paused: [onward.name], lacking: [] });
    await items.setPaused(onward.name, false);
    await amounts('b', [1, 2, 3]);
    await hand.fill('a', 4, 'b');
    await amounts('b', [1, 2, 3, 4]);
    // Its command is in the log before the item it was done for is gone.
    await until('nothing waits', async () => (await items.list(10)).length === 0);
    expect(await reactionLag(pool, store)).toMatchObject({ paused: [], items: [] });
  });

  it('stays paused over restarts, and what waited before waits with it', async () => {
    const first = run(onward);
    await hand.close('b');
    await hand.fill('a', 1, 'b');
    await until('it halted', async () => (await items.list(1))[0]?.state === 'halted');
    await items.setPaused(onward.name, true);
    await first.stop();
    await hand.open('b');
    const { told } = run(onward, added);
    await until('it is known', async () => told.length === 1);
    await items.retry((await items.list(1))[0]!.id);
    await hand.fill('a', 2, 'b');
    await amounts('b-too', [2]);
    await through();
    expect(await hand.amounts('b')).toEqual([]);
    await items.setPaused(onward.name, false);
    await amounts('b', [1, 2]);
  });

  it('gives one that is added what happens from then on, and nothing that was before its time', async () => {
    const first = run(onward);
    await hand.fill('a', 1, 'b');
    await amounts('b', [1]);
    await through();
    await first.stop();
    await hand.fill('a', 2, 'b');
    const second = run(onward, added);
    await amounts('b', [1, 2]);
    await amounts('b-too', [2]);
    await through();
    await second.stop();

    // Begun anew, what was there from the beginning hears everything again and does nothing twice.
    await pool.query(`update reactions.checkpoint set position = 'another-00000000000000000009'`);
    const third = run(onward, added);
    await hand.fill('a', 3, 'b');
    await amounts('b-too', [2, 3]);
    await through();
    expect([await hand.amounts('b'), await hand.amounts('b-too')]).toEqual([
      [1, 2, 3],
      [2, 3],
    ]);
    await third.stop();
    const { told } = run(onward);
    await until('it is noticed', async () => told.length === 1);
    expect(told[0]).toEqual({ paused: [], lacking: [added.name] });
  });

  it('takes all that another log holds for what was before the time of one that was added', async () => {
    const lead = (await items.takeLead('spec'))!;
    await items.know(lead, [onward.name]);
    await pool.query(`insert into reactions.known values ($1, 'another-00000000000000000004')`, [added.name]);
    await pool.query(`update reactions.checkpoint set position = 'another-00000000000000000009'`);
    await items.giveUpLead(lead);
    await hand.fill('a', 1, 'b');
    run(onward, added);
    await amounts('b', [1]);
    await through();
    await hand.fill('a', 2, 'b');
    await amounts('b-too', [2]);
  });
});
