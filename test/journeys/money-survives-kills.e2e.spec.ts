import { mintApiKey } from '@ledgerline/platform/config';
import {
  describeWithPostgres,
  givenLog,
  GivenLog,
  testDatabase,
  TestDatabase,
  until,
} from '@ledgerline/testing';
import { type Answer, ApiClient } from './api-client';
import { LedgerlineProgram } from './ledgerline-program';

const ORDERS = 8;
const REFUNDED = 4;
const PATIENCE_MS = 60_000;

describeWithPostgres('money, while the reactors that move it are killed', () => {
  const key = mintApiKey({ name: 'journey', role: 'admin' });
  const running: LedgerlineProgram[] = [];
  let database: TestDatabase;
  let log: GivenLog;
  let client: ApiClient;
  let orders: readonly string[];

  beforeAll(async () => {
    database = await testDatabase();
    log = await givenLog(database);
    started('projector');
    client = new ApiClient(await started('api').url(), key.token);
    await client.command('/v1/parties', { partyId: 'ada', kind: 'user' });
  }, 3 * PATIENCE_MS);
  afterAll(async () => {
    await Promise.all(running.map((program) => program.stop('SIGKILL')));
    await log?.stop();
    await database?.drop();
  });

  function started(app: 'api' | 'projector' | 'reactor', failpoint = ''): LedgerlineProgram {
    const variables = { ...log.variables, DATABASE_URL: database.appUrl, LEDGERLINE_API_KEYS: key.entry };
    const program = new LedgerlineProgram(app, { ...variables, LEDGERLINE_FAILPOINT: failpoint });
    running.push(program);
    return program;
  }

  /** One reactor after the other dies at its place, and the next goes on from there. */
  async function dyingAt(...failpoints: readonly string[]): Promise<void> {
    for (const failpoint of failpoints) {
      const dying = started('reactor', failpoint);
      await until(`the reactor dies at ${failpoint}`, () => dying.hasEnded, PATIENCE_MS);
    }
  }

  /** Two reactors at once finish what the dead have left, and die in their turn. */
  async function finished(what: string, holds: (orders: readonly Answer['body'][]) => boolean) {
    const two = [started('reactor'), started('reactor')];
    await until(what, async () => holds(await listed()), PATIENCE_MS);
    await Promise.all(two.map((reactor) => reactor.stop('SIGKILL')));
  }

  const listed = async (): Promise<readonly Answer['body'][]> =>
    ((await client.get('/v1/accounts/ada/orders')).body.items ?? []) as Answer['body'][];
  const play = (checkout: string, act: string) =>
    fetch(`${client.url}${checkout}/${act}`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'card=own',
      redirect: 'manual',
    });
  const itemsAt = async (path: string): Promise<readonly Answer['body'][]> =>
    (await client.get(path)).body.items as Answer['body'][];

  it('reaches a checkout once for each order', async () => {
    const opening = started('reactor');
    const isOpen = async () => (await client.get('/v1/accounts/ada')).status === 200;
    await until('the account is open', isOpen, PATIENCE_MS);
    await opening.stop('SIGKILL');
    const body = { package: 'starter', currency: 'USD' };
    const placed = await Promise.all(
      Array.from({ length: ORDERS }, () => client.command('/v1/accounts/ada/orders', body)),
    );
    orders = placed.map((answer) => answer.body.orderId as string);
    await dyingAt('append.before:1', 'append.before:2');
    await finished('every order has its checkout', (all) =>
      all.every(({ checkoutUrl }) => checkoutUrl !== null),
    );
    expect(new Set((await listed()).map(({ checkoutUrl }) => checkoutUrl as string)).size).toBe(ORDERS);
  }, 180_000);

  it('becomes one lot and one invoice for each, though every webhook came twice', async () => {
    for (const { checkoutUrl } of await listed()) {
      await play(checkoutUrl as string, 'pay');
      await play(checkoutUrl as string, 'tell-again');
    }
    await dyingAt(
      ...['reaction.before:6', 'reaction.commanded:4', 'append.before:1', 'append.committed:1'],
      'reaction.checkpointed:1',
    );
    await finished('every order is granted', (all) => all.every(({ lotId }) => lotId !== null));
    const lots = (await itemsAt('/v1/accounts/ada/lots')).filter((lot) => lot.creditType === 'PURCHASE');
    expect(lots.map(({ reference }) => reference as string).sort()).toEqual(
      orders.map((orderId) => `order:${orderId}`).sort(),
    );
    expect(lots.map(({ amount }) => amount as string)).toEqual(Array(ORDERS).fill('500'));
    started('reactor');
    await until(
      'every invoice is paid',
      async () => {
        const invoices = await itemsAt('/v1/accounts/ada/invoices');
        return invoices.filter(({ state }) => state === 'PAID').length === ORDERS;
      },
      PATIENCE_MS,
    );
    const invoices = await itemsAt('/v1/accounts/ada/invoices');
    expect(new Set(invoices.map(({ orderId }) => orderId as string))).toEqual(new Set(orders));
  }, 180_000);

  it('goes back once for each refund: its credits are gone, and a credit note says so', async () => {
    await Promise.all(running.slice(2).map((reactor) => reactor.stop('SIGKILL')));
    const refunded = orders.slice(0, REFUNDED);
    for (const orderId of refunded) {
      await client.command(`/v1/accounts/ada/orders/${orderId}/refunds`, { reason: 'not needed' });
    }
    await dyingAt('reaction.commanded:2', 'append.before:2', 'append.committed:2', 'reaction.before:2');
    await finished('the money is back', (all) => all.filter(isRefunded).length === REFUNDED);
    started('reactor');
    await until('credit notes', async () => (await sums())?.creditNotes === REFUNDED, PATIENCE_MS);
    expect(await sums()).toMatchObject({ invoices: ORDERS, paid: '39.92', credited: '19.96', due: '0.00' });
    const account = (await client.get('/v1/accounts/ada')).body;
    expect(account).toMatchObject({ purchased: '4000', owed: '0' });
    const lots = (await itemsAt('/v1/accounts/ada/lots')).filter((lot) => lot.creditType === 'PURCHASE');
    const left = lots.filter(({ remaining }) => remaining === '500').map(({ reference }) => reference);
    expect(left.sort()).toEqual(
      orders
        .slice(REFUNDED)
        .map((orderId) => `order:${orderId}`)
        .sort(),
    );
  }, 180_000);

  const isRefunded = ({ total, refunded }: Answer['body']): boolean => total === refunded;
  const sums = async () => (await itemsAt('/v1/invoice-totals?accountId=ada'))[0];
});
