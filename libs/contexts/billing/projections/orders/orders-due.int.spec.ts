import type { Pool } from 'pg';
import { historyOf, MemoryEventStore } from '@ledgerline/platform/eventstore';
import { Ledger } from '@ledgerline/platform/ledger';
import { createPool } from '@ledgerline/platform/postgres';
import { createReadModels, ReadModels } from '@ledgerline/platform/projections';
import { describeWithPostgres, TestDatabase, testDatabase } from '@ledgerline/testing';
import { orders } from './orders';
import { ordersDue } from './orders-due';

const at = (second: number) => `2026-01-01T00:00:0${second}.000Z`;

describeWithPostgres('orders that wait for longer than a payment takes', () => {
  let database: TestDatabase;
  let pool: Pool;
  let models: ReadModels;

  beforeAll(async () => {
    database = await testDatabase();
    pool = createPool({ url: database.appUrl, applicationName: 'due-spec', connectionsMax: 2 });
    await createReadModels(pool, [orders]);
    const { store } = new Ledger({ store: new MemoryEventStore(), now: Date.now });
    models = new ReadModels(pool, [orders], historyOf(store));
    const table = `read_billing.orders_v${orders.version}`;
    for (const [orderId, account, dueAt] of [
      ['late', 'ada', at(1)],
      ['later', 'bob', at(2)],
      ['paid', 'bob', null],
      ['future', 'bob', at(9)],
    ]) {
      const insert = `insert into ${table} (order_id, account_id, due_at, last_position) values ($1, $2, $3, 'p')`;
      await pool.query(insert, [orderId, account, dueAt]);
    }
  });
  afterAll(async () => {
    models?.close();
    await pool?.end();
    await database?.drop();
  });

  const list = async (owners?: readonly string[]) => {
    const page = { now: at(5), after: undefined, countMax: 10, ...(owners && { owners }) };
    return (await ordersDue(models).list(page)).items.map(({ streamId }) => streamId);
  };

  it('are listed by how long they wait', async () => {
    expect(await list()).toEqual(['late', 'later']);
  });

  it('are left alone by a test clock in whose time their buyers do not live', async () => {
    expect(await list(['bob'])).toEqual(['later']);
    expect(await list([])).toEqual([]);
  });
});
