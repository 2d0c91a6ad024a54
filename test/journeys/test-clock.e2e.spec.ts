import { mintApiKey } from '@ledgerline/platform/config';
import { describeWithPostgres, TestDatabase, testDatabase, until, withClient } from '@ledgerline/testing';
import { ApiClient } from './api-client';
import { LedgerlineProgram } from './ledgerline-program';

const DAY_MS = 86_400_000;
const LAPSES = `select stream, metadata::json->>'at' as at from log.events
  where type like 'ledgerline.account.lot-lapsed.%' order by position`;

/** A year of a party's life, while nobody else grows older. */
describeWithPostgres('a test clock', () => {
  const key = mintApiKey({ name: 'journey', role: 'admin' });
  let database: TestDatabase;
  let running: LedgerlineProgram[] = [];
  let api: ApiClient;

  beforeEach(async () => {
    database = await testDatabase();
  });
  afterEach(async () => {
    await Promise.all(running.map((each) => each.stop('SIGKILL')));
    running = [];
    await database.drop();
  });

  const start = (app: 'api' | 'projector' | 'reactor', variables: Record<string, string> = {}) => {
    const own = { LEDGERLINE_API_KEYS: key.entry, DATABASE_URL: database.appUrl, ...variables };
    const program = new LedgerlineProgram(app, { TEST_CLOCKS_ENABLED: 'true', ...own });
    running.push(program);
    return program;
  };
  const startAll = async (reactor: Record<string, string> = {}) => {
    api = new ApiClient(await start('api').url(), key.token);
    await start('projector').untilWritten('projecting');
    return start('reactor', reactor);
  };
  const accepted = async (path: string, body: object) => {
    const answer = await api.command(path, body);
    expect([path, answer.status < 300, answer.body]).toEqual([path, true, expect.anything()]);
    return answer.body as { position: string };
  };
  const clock = async () => (await api.get('/v1/test-clocks/year')).body as { status: string; time: string };
  const lapses = () =>
    withClient(database.appUrl, async (client) => {
      return (await client.query<{ stream: string; at: string }>(LAPSES)).rows;
    });
  const day = (n: number) => new Date(began + n * DAY_MS).toISOString();
  let began: number;

  /** Two parties, one of them bound; lots of both that end over the year. */
  async function twoParties(): Promise<void> {
    began = Date.now() + 60_000;
    await accepted('/v1/test-clocks', { clockId: 'year', time: day(0) });
    await accepted('/v1/parties', { kind: 'user', partyId: 'bound', testClockId: 'year' });
    await accepted('/v1/parties', { kind: 'user', partyId: 'free' });
    for (const account of ['bound', 'free']) {
      await until(
        'the account is open',
        async () => {
          return (await api.get(`/v1/accounts/${account}`)).status === 200;
        },
        30_000,
      );
      for (const n of [30, 60, 365]) {
        const lot = { type: 'BONUS', credits: '5', reason: 'for a while', expiresAt: day(n) };
        await accepted(`/v1/accounts/${account}/grants`, lot);
      }
    }
  }

  async function aYearLater(): Promise<void> {
    await until('the clock has arrived', async () => (await clock()).status === 'ready', 40_000);
    expect((await clock()).time).toBe(day(366));
    const bound = (await lapses()).filter(({ stream }) => stream === 'account-bound').map(({ at }) => at);
    for (const n of [30, 60, 365]) expect(bound).toContain(day(n));
    expect(bound).toEqual([...bound].sort());
    expect((await lapses()).filter(({ stream }) => stream === 'account-free')).toEqual([]);
  }

  it('takes its parties through a year in seconds, each thing at its time, and nobody else', async () => {
    await startAll();
    await twoParties();
    const { position } = await accepted('/v1/test-clocks/year/advance', { to: day(366) });
    await api.reading('/v1/test-clocks/year', position);
    await aYearLater();
  });

  it('goes on from where it was when the reactor is killed on the way', async () => {
    const doomed = await startAll({ LEDGERLINE_FAILPOINT: 'reaction.checkpointed:12' });
    await twoParties();
    const { position } = await accepted('/v1/test-clocks/year/advance', { to: day(366) });
    await api.reading('/v1/test-clocks/year', position);
    expect(await doomed.exitCode()).toBeNull();
    start('reactor');
    await aYearLater();
    const [once] = [(await lapses()).filter(({ at }) => at === day(30))];
    expect(once).toHaveLength(1);
  });

  it('is not there unless test clocks are on', async () => {
    const { url } = { url: await start('api', { TEST_CLOCKS_ENABLED: 'false' }).url() };
    api = new ApiClient(url, key.token);
    const { status } = await api.command('/v1/test-clocks', { time: '2027-01-01T00:00:00.000Z' });
    expect(status).toBe(404);
  });
});
