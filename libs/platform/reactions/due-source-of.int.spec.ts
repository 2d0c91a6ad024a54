import type { Pool } from 'pg';
import { defineEvent, DomainEvent } from '@ledgerline/kernel';
import { historyOf, MemoryEventStore } from '@ledgerline/platform/eventstore';
import { Ledger, recordedStream } from '@ledgerline/platform/ledger';
import { createPool } from '@ledgerline/platform/postgres';
import { createReadModels, ReadModels, totalProjection } from '@ledgerline/platform/projections';
import { describeWithPostgres, TestDatabase, testDatabase } from '@ledgerline/testing';
import { DueRow, dueSourceOf } from './due-source-of';

type AlarmSet = DomainEvent<'AlarmSet', { ownerId: string; dueAt: string }>;

const alarms = totalProjection<DueRow, AlarmSet>({
  name: 'alarms',
  version: 1,
  schema: 'read_specimen',
  columns: { stream_id: 'text', owner_id: 'text', due_at: 'timestamp' },
  key: ['stream_id'],
  indexes: [['due_at', 'stream_id']],
  financial: false,
  on: { AlarmSet: { keys: () => [], fold: (row) => row! } },
});

const stream = recordedStream<'Alarm', object, AlarmSet, undefined>({
  name: 'Alarm',
  category: 'alarm',
  events: { AlarmSet: defineEvent<AlarmSet>('AlarmSet', `ledgerline.alarm.${'set'}.v1`, {}) },
  initial: () => ({}),
  evolve: { AlarmSet: (state) => state },
  contextFor: () => undefined,
});

const at = (second: number) => `2026-01-01T00:00:0${second}.000Z`;

describeWithPostgres('a due source of a read model', () => {
  let database: TestDatabase;
  let pool: Pool;
  let models: ReadModels;

  beforeEach(async () => {
    database = await testDatabase();
    pool = createPool({ url: database.appUrl, applicationName: 'due-spec', connectionsMax: 2 });
    await createReadModels(pool, [alarms]);
    const { store } = new Ledger({ store: new MemoryEventStore(), now: Date.now });
    models = new ReadModels(pool, [alarms], historyOf(store));
    const rows = [
      ['late', 'ada', at(1)],
      ['never', 'ada', null],
      ['b', 'bob', at(2)],
      ['a', 'ada', at(2)],
      ['future', 'bob', at(9)],
    ];
    for (const [streamId, owner, dueAt] of rows) {
      await pool.query(
        `insert into read_specimen.alarms_v1 (stream_id, owner_id, due_at, last_position) values ($1, $2, $3, 'p')`,
        [streamId, owner, dueAt],
      );
    }
  });
  afterEach(async () => {
    models.close();
    await pool.end();
    await database.drop();
  });

  const list = async (page: Partial<Parameters<ReturnType<typeof dueSourceOf>['list']>[0]> = {}) => {
    const source = dueSourceOf({ projection: alarms, stream, models });
    const { items } = await source.list({ now: at(5), after: undefined, countMax: 10, ...page });
    return items;
  };

  it('lists what fell due, the longest overdue first, with whose it is', async () => {
    expect(await list()).toEqual([
      { streamId: 'late', owner: 'ada', dueAt: at(1) },
      { streamId: 'a', owner: 'ada', dueAt: at(2) },
      { streamId: 'b', owner: 'bob', dueAt: at(2) },
    ]);
  });

  it('goes on beyond a place, also among things that fell due at one instant', async () => {
    const [first] = await list({ countMax: 1 });
    const second = await list({ countMax: 1, after: first! });
    const rest = await list({ after: second[0]! });
    expect([second, rest].map((page) => page.map(({ streamId }) => streamId))).toEqual([['a'], ['b']]);
    expect(await list({ after: { streamId: '\uffff', dueAt: at(2) } })).toEqual([]);
  });

  it('lists only what is theirs, where owners are named', async () => {
    expect((await list({ owners: ['bob'] })).map(({ streamId }) => streamId)).toEqual(['b']);
    expect(await list({ owners: [] })).toEqual([]);
  });
});
