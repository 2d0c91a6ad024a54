import { mintApiKey } from '@ledgerline/platform/config';
import { describeWithPostgres, TestDatabase, testDatabase, until, withClient } from '@ledgerline/testing';
import { ApiClient } from './api-client';
import { LedgerlineProgram } from './ledgerline-program';

const ACCOUNTS = 240;
const LAPSES = `select stream, count(*)::int as times from log.events
  where type = 'ledgerline.account.lot-lapsed.v2' group by stream`;

/** Lots of accounts that nobody commands, and the processes that record their lapses. */
describeWithPostgres('idle accounts whose lots end at one instant', () => {
  const key = mintApiKey({ name: 'journey', role: 'admin' });
  let database: TestDatabase;
  let running: LedgerlineProgram[] = [];
  let api: ApiClient;

  beforeEach(async () => {
    database = await testDatabase();
    const serving = program('api');
    await started('projector', 'projecting');
    api = new ApiClient(await serving.url(), key.token);
  });
  afterEach(async () => {
    await Promise.all(running.map((each) => each.stop('SIGKILL')));
    running = [];
    await database.drop();
  });

  it.each(['append.before:2', 'append.committed:1'])(
    'are recorded once each when the reactor is killed at %s in the midst of its sweep',
    async (failpoint) => {
      await openIdleAccounts();
      const doomed = program('reactor', { LEDGERLINE_FAILPOINT: failpoint });
      expect(await doomed.exitCode()).toBeNull();
      const recorded = (await lapses()).length;
      expect(recorded).toBeGreaterThan(0);
      expect(recorded).toBeLessThan(ACCOUNTS);
      await started('reactor', 'reacting');
      await untilAllLapsed();
    },
  );

  it('are recorded once each by two reactors, and when commands settle the same accounts meanwhile', async () => {
    await openIdleAccounts();
    await Promise.all([started('reactor', 'reacting'), started('reactor', 'reacting')]);
    const grant = { type: 'BONUS', credits: '1', reason: 'at the same time' };
    for (let settled = 0; settled < ACCOUNTS; settled = (await lapses()).length) {
      await command((accountId) => ({ type: 'GrantCredits', accountId, body: grant }));
    }
    await untilAllLapsed();
  });

  it('are recorded by another reactor when the one that goes first hangs', async () => {
    const hanging = await started('reactor', 'reacting');
    await openIdleAccounts();
    hanging.freeze();
    await started('reactor', 'reacting');
    await untilAllLapsed();
    hanging.wake();
  });

  it('show as lag of the sweep while nothing can be appended, and no longer once they are recorded', async () => {
    const reactor = await started('reactor', 'reacting', { OPERATIONS_PORT: '0' });
    await reactor.untilWritten('health and metrics are served');
    const [, port] = /"port":(\d+)/.exec(reactor.written)!;
    const operations = new ApiClient(`http://127.0.0.1:${port}`, undefined);
    const lag = async (): Promise<number> => {
      const { body } = await operations.get('/metrics');
      return Number(/^ledgerline_sweep_lag_seconds\{source="accounts"\} (\S+)$/m.exec(body)![1]);
    };
    await openIdleAccounts();
    await withClient(database.adminUrl, async (client) => {
      await client.query('begin; select from log.head for update');
      await until('the lag rises', async () => (await lag()) > 1.5);
      expect(await lapses()).toEqual([]);
      await client.query('rollback');
    });
    await untilAllLapsed();
    await until('the lag falls', async () => (await lag()) < 1);
    const { body } = await operations.get('/metrics');
    expect(body).toMatch(/^ledgerline_swept_streams_total\{source="accounts",outcome="settled"\} [1-9]/m);
  });

  function program(app: 'api' | 'projector' | 'reactor', variables: Record<string, string> = {}) {
    const keys = { LEDGERLINE_API_KEYS: key.entry, DATABASE_URL: database.appUrl };
    const program = new LedgerlineProgram(app, { ...keys, ...variables });
    running.push(program);
    return program;
  }

  async function started(app: 'projector' | 'reactor', text: string, variables = {}) {
    const starting = program(app, variables);
    await starting.untilWritten(text);
    return starting;
  }

  /** All end before this returns, and have shown so in the read models. */
  async function openIdleAccounts(): Promise<void> {
    await command((id) => ({ type: 'OpenAccount', body: { owner: { kind: 'user', id }, tier: 'free' } }));
    const expiresAt = new Date(Date.now() + 1_500).toISOString();
    const lot = { type: 'BONUS', credits: '5', reason: 'for a moment', expiresAt };
    const granted = await command((accountId) => ({ type: 'GrantCredits', accountId, body: lot }));
    await api.reading('/v1/accounts?limit=1', granted.at(-1)!.body.position);
    await until('the lots end', () => Date.now() > Date.parse(expiresAt));
  }

  /** One command to each account, a hundred in one request. */
  async function command(of: (accountId: string) => object) {
    const results: { status: number; body: { position: string } }[] = [];
    for (let first = 0; first < ACCOUNTS; first += 100) {
      const names = Array.from({ length: Math.min(100, ACCOUNTS - first) }, (_, n) => `idle-${first + n}`);
      const commands = names.map((name) => ({ idempotencyKey: `${name}-${Math.random()}`, ...of(name) }));
      const { body } = await api.command('/v1/commands', { commands }, null);
      results.push(...body.results);
    }
    expect(new Set(results.map(({ status }) => status))).toEqual(new Set([201]));
    return results;
  }

  function lapses(): Promise<{ stream: string; times: number }[]> {
    return withClient(database.appUrl, async (client) => (await client.query(LAPSES)).rows);
  }

  /** And each once: what a second reactor did in vain stands nowhere. */
  async function untilAllLapsed(): Promise<void> {
    await until('every lot has lapsed', async () => (await lapses()).length === ACCOUNTS, 20_000);
    expect((await lapses()).filter(({ times }) => times !== 1)).toEqual([]);
  }
});
