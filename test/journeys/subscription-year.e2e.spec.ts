import { addMonths, addSeconds } from '@ledgerline/kernel';
import { mintApiKey } from '@ledgerline/platform/config';
import type { EventStore } from '@ledgerline/platform/eventstore';
import {
  describeWithPostgres,
  givenLog,
  GivenLog,
  readWholeLog,
  TestDatabase,
  testDatabase,
  until as untilWithin,
} from '@ledgerline/testing';
import { ApiClient } from './api-client';
import { LedgerlineProgram } from './ledgerline-program';

const until = (what: string, happened: () => Promise<boolean>) => untilWithin(what, happened, PATIENCE_MS);

/** Everything is at its limits when many journeys run. */
const PATIENCE_MS = 40_000;

describeWithPostgres('a year of a subscription', () => {
  const key = mintApiKey({ name: 'journey', role: 'admin' });
  let database: TestDatabase;
  let log: GivenLog;
  let store: EventStore;
  let running: LedgerlineProgram[] = [];
  let api: ApiClient;
  let url: string;

  beforeEach(async () => {
    database = await testDatabase();
    log = await givenLog(database);
    store = await log.open();
    const own = {
      ...log.variables,
      LEDGERLINE_API_KEYS: key.entry,
      DATABASE_URL: database.appUrl,
      TEST_CLOCKS_ENABLED: 'true',
    };
    const start = (app: 'api' | 'projector' | 'reactor') => {
      const program = new LedgerlineProgram(app, own);
      running.push(program);
      return program;
    };
    url = await start('api').url();
    api = new ApiClient(url, key.token);
    await start('projector').untilWritten('projecting');
    start('reactor');
  }, 3 * PATIENCE_MS);
  afterEach(async () => {
    await Promise.all(running.map((each) => each.stop('SIGKILL')));
    running = [];
    await store.close();
    await log.stop();
    await database.drop();
  });

  const accepted = async (path: string, body: object) => {
    const answer = await api.command(path, body);
    expect([path, answer.status < 300, answer.body]).toEqual([path, true, expect.anything()]);
    return answer.body as { position: string };
  };
  const items = async <Item>(path: string) => ((await api.get(path)).body as { items: Item[] }).items;
  /** Of the log: which facts of a type there are, by a field of theirs. */
  const facts = async (type: string, field: string): Promise<readonly string[]> => {
    const ofType = (await readWholeLog(store)).filter((event) =>
      event.type.startsWith(`ledgerline.${type}.v`),
    );
    const values = ofType.map(({ data }) => (JSON.parse(data) as Record<string, unknown>)[field]);
    return values.flatMap((value) => (value === undefined || value === null ? [] : `${value as string}`));
  };

  it(
    'is paid at a checkout, then charged and granted each month on its day, and told by the api',
    async () => {
      const began = '2027-01-31T10:00:00.000Z';
      await accepted('/v1/test-clocks', { clockId: 'year', time: began });
      await accepted('/v1/parties', { kind: 'user', partyId: 'ada', testClockId: 'year' });
      await until('the account is open', async () => (await api.get('/v1/accounts/ada')).status === 200);
      const plan = { plan: 'individual_pro', interval: 'MONTHLY' };
      await accepted('/v1/accounts/ada/subscription', plan);
      const checkout = async () =>
        (await items<{ checkoutUrl: string | null }>('/v1/accounts/ada/orders'))[0]?.checkoutUrl;
      await until(
        'the checkout is open',
        async () => (await checkout()) !== undefined && (await checkout()) !== null,
      );
      const page = new URL((await checkout())!, url);
      await fetch(`${url}${page.pathname}/pay`, { method: 'POST', redirect: 'manual' });
      const mine = async () =>
        (
          await items<{ status: string; grants: number; chargesPaid: number }>(
            '/v1/accounts/ada/subscriptions',
          )
        )[0]!;
      await until('the subscription has begun', async () => (await mine()).status === 'ACTIVE');
      await until(
        'its credits are there',
        async () => (await facts('account.credits-granted', 'reference')).length > 0,
      );

      const { position } = await accepted('/v1/test-clocks/year/advance', {
        to: addSeconds(addMonths(began, 12), 3_600),
      });
      await api.reading('/v1/test-clocks/year', position);
      const clock = async () => (await api.get('/v1/test-clocks/year')).body as { status: string };
      await until('the clock has arrived', async () => (await clock()).status === 'ready');
      await until('thirteen months are paid', async () => (await mine()).chargesPaid === 13);
      const days = Array.from({ length: 13 }, (_, month) => addMonths(began, month));
      const due = await facts('subscription.charge-due', 'dueAt');
      expect(due.map((at) => at.slice(0, 10))).toEqual(days.map((at) => at.slice(0, 10)));
      expect(await facts('subscription.charge-paid', 'ordinal')).toEqual(days.map((_, at) => String(at + 1)));
      await until('the last grant is there', async () => {
        return new Set(await facts('account.credits-granted', 'reference')).size === 13;
      });
      expect(await items('/v1/recurring-revenue')).toMatchObject([
        { currency: 'USD', monthlyRevenue: '19.00' },
      ]);
    },
    3 * PATIENCE_MS,
  );
});
