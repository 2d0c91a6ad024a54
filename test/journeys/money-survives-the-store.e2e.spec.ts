import { mintApiKey } from '@ledgerline/platform/config';
import {
  describeWithPostgres,
  givenEventStoreServer,
  testDatabase,
  TestDatabase,
  until,
} from '@ledgerline/testing';
import { type Answer, ApiClient } from './api-client';
import { LedgerlineProgram } from './ledgerline-program';

const KILLS = 3;
const ORDERS = 6;
const PATIENCE_MS = 90_000;
const STARTER = { package: 'starter', currency: 'USD' };

/** On the protocol double in a process of its own, or on the server of EVENT_STORE_COMMAND. */
describeWithPostgres('money, while the EventStoreDB that holds its log is killed', () => {
  const key = mintApiKey({ name: 'journey', role: 'admin' });
  const running: LedgerlineProgram[] = [];
  let database: TestDatabase;
  let log: Awaited<ReturnType<typeof givenEventStoreServer>>;
  let client: ApiClient;

  beforeAll(async () => {
    database = await testDatabase();
    log = await givenEventStoreServer(database);
    const variables = { ...log.variables, DATABASE_URL: database.appUrl, LEDGERLINE_API_KEYS: key.entry };
    const start = (app: 'api' | 'projector' | 'reactor') => new LedgerlineProgram(app, variables);
    running.push(start('api'), start('projector'), start('reactor'), start('reactor'));
    client = new ApiClient(await running[0]!.url(), key.token);
    await surely('/v1/parties', { partyId: 'ada', kind: 'user' }, 'ada');
    await until(
      'the account is open',
      async () => (await client.get('/v1/accounts/ada')).status === 200,
      PATIENCE_MS,
    );
  }, 3 * PATIENCE_MS);
  afterAll(async () => {
    await Promise.all(running.map((program) => program.stop('SIGKILL')));
    await log?.stop();
    await database?.drop();
  });

  /** As a caller would: asked again with the same key until the log has spoken. */
  async function surely(path: string, body: object, idempotencyKey: string): Promise<Answer> {
    let answer: Answer | undefined;
    await until(
      `an outcome of ${idempotencyKey}`,
      async () => {
        answer = await client.command(path, body, idempotencyKey);
        return answer.status !== 503;
      },
      PATIENCE_MS,
    );
    return answer!;
  }
  async function itemsOf(path: string): Promise<readonly Answer['body'][]> {
    return ((await client.get(path)).body.items ?? []) as Answer['body'][];
  }
  const ordersWhere = (what: string, holds: (order: Answer['body']) => boolean) =>
    until(
      what,
      async () => (await itemsOf('/v1/accounts/ada/orders')).filter(holds).length === ORDERS,
      PATIENCE_MS,
    );
  /** The buyer presses until the page takes it: the webhook that it sends is told again as well. */
  const pays = (checkoutUrl: string) =>
    until(
      `${checkoutUrl} is paid`,
      async () => {
        const headers = { 'content-type': 'application/x-www-form-urlencoded' };
        const page = `${client.url}${checkoutUrl}/pay`;
        const paid = await fetch(page, { method: 'POST', headers, body: 'card=own', redirect: 'manual' });
        return paid.status === 303;
      },
      PATIENCE_MS,
    );

  /** While something goes on, the server dies and comes back, several times. */
  async function whileItIsKilled<Result>(work: Promise<Result>): Promise<Result> {
    work.catch(() => undefined);
    for (let kill = 0; kill < KILLS; kill += 1) {
      await log.server.kill();
      await log.server.start();
    }
    return work;
  }

  it('is one checkout, one lot and one invoice for each order', async () => {
    const orders = await whileItIsKilled(
      Promise.all(
        Array.from({ length: ORDERS }, (_, n) => surely('/v1/accounts/ada/orders', STARTER, `order ${n}`)),
      ),
    );
    expect(orders.map(({ status }) => status)).toEqual(Array(ORDERS).fill(201));
    await ordersWhere('every order has its checkout', ({ checkoutUrl }) => checkoutUrl !== null);
    const pages = (await itemsOf('/v1/accounts/ada/orders')).map(({ checkoutUrl }) => checkoutUrl as string);
    expect(new Set(pages).size).toBe(ORDERS);

    await whileItIsKilled(Promise.all(pages.map(pays)));
    await ordersWhere('every order is granted', ({ lotId }) => lotId !== null);
    await until('every invoice is paid', async () => (await sums())?.paid === '29.94', PATIENCE_MS);
    expect(await sums()).toMatchObject({ invoices: ORDERS, due: '0.00' });
    const lots = (await itemsOf('/v1/accounts/ada/lots')).filter((lot) => lot.creditType === 'PURCHASE');
    expect(lots.map(({ amount }) => amount as string)).toEqual(Array(ORDERS).fill('500'));
  }, 300_000);

  it('goes back once for each refund', async () => {
    const orders = await itemsOf('/v1/accounts/ada/orders');
    const refund = ({ orderId }: Answer['body']) =>
      surely(`/v1/accounts/ada/orders/${orderId}/refunds`, { reason: 'not needed' }, `refund ${orderId}`);
    const refunds = await whileItIsKilled(Promise.all(orders.map(refund)));
    expect(refunds.map(({ status }) => status)).toEqual(Array(ORDERS).fill(200));
    await ordersWhere('the money is back', ({ refunded }) => refunded === '4.99');
    await until('credit notes', async () => (await sums())?.creditNotes === ORDERS, PATIENCE_MS);
    expect(await sums()).toMatchObject({ paid: '29.94', credited: '29.94' });
    expect((await client.get('/v1/accounts/ada')).body).toMatchObject({ purchased: '3000', owed: '0' });
  }, 300_000);

  const sums = async () => (await itemsOf('/v1/invoice-totals?accountId=ada'))[0];
});
