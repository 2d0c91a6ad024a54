import { QueryResult } from 'pg';
import { positionOf } from '@ledgerline/platform/eventstore';
import { createPool } from '@ledgerline/platform/postgres';
import { readCheckpoints } from '@ledgerline/platform/projections';
import { projections } from '@ledgerline/system';
import {
  describeOnEachLog,
  GivenLog,
  tcpProxy,
  TestDatabase,
  testDatabase,
  until,
  withClient,
} from '@ledgerline/testing';
import { LedgerlineProgram } from './ledgerline-program';

/** The PostgreSQL log's reader is begun anew by its projector; EventStoreDB's subscribes again by itself. */
const DISTURBED = {
  DATABASE_URL: 'starts again from its checkpoints',
  EVENT_STORE_URL: 'the event store is disturbed',
};
const GOLDEN = '{"command":"x","reason":"y","parameters":{},"catalogVersion":1}';

describeOnEachLog('a process that is started', (startLog) => {
  let database: TestDatabase;
  let log: GivenLog;
  const started: LedgerlineProgram[] = [];

  beforeAll(async () => {
    database = await testDatabase();
    log = await startLog(database);
  });
  afterEach(() => Promise.all(started.splice(0).map((program) => program.stop())));
  afterAll(async () => {
    await log?.stop();
    await database?.drop();
  });

  function start(app: 'api' | 'projector', variables: Record<string, string> = {}): LedgerlineProgram {
    const program = new LedgerlineProgram(app, {
      DATABASE_URL: database.appUrl,
      ...log.variables,
      ...variables,
    });
    started.push(program);
    return program;
  }
  const sql = (text: string, values: unknown[] = []): Promise<QueryResult> =>
    withClient(database.ownerUrl, (client) => client.query(text, values));
  const elsewhere = (change: (url: URL) => unknown): string => {
    const url = new URL(database.appUrl);
    change(url);
    return url.toString();
  };
  /** An event that every read model passes by or counts, and the position that they then come to. */
  async function append(stream: string): Promise<string> {
    const store = await log.open();
    const event = {
      id: '00000000-0000-0000-0000-000000000001',
      type: 'ledgerline.catalog.command-had-no-effect.v1',
    };
    const answer = await store.append(stream, 'no-stream', [
      { ...event, data: GOLDEN, metadata: '{"at":"2026-11-21T09:00:00.000Z"}' },
    ]);
    await store.close();
    if (answer.outcome !== 'ok') throw new Error(answer.outcome);
    return answer.position;
  }
  async function untilProjected(position: string): Promise<void> {
    const pool = createPool({ url: database.appUrl, applicationName: 'test' });
    const all = async (): Promise<boolean> =>
      (await readCheckpoints(pool, projections)).every((c) => c.position === position);
    await until(`the read models come to ${position}`, all, 20_000);
    await pool.end();
  }

  it.each([
    ['password', (url: URL): unknown => (url.password = 'wrong-secret'), 'Correct the user or the password'],
    ['database', (url: URL): unknown => (url.pathname = '/nowhere'), 'Correct the name of the database'],
  ] as const)(
    'with a wrong %s in its connection string ends at once and says what to correct',
    async (_, change, said) => {
      const program = start('api', { DATABASE_URL: elsewhere(change) });
      expect(await program.exitCode()).toBe(78);
      expect(program.written).toContain(said);
      expect(program.written).not.toMatch(/wrong-secret|\n\s+at /);
    },
  );

  it('while its store is down waits, says so, and ends with a code of its own', async () => {
    const proxy = await tcpProxy(log.url);
    await proxy.refuse();
    const program = start('api', { [log.urlVariable]: proxy.url, LEDGERLINE_START_TIMEOUT_SECONDS: '1' });
    expect(await program.exitCode()).toBe(69);
    expect(program.written).toMatch(/is not there yet .*ECONNREFUSED.*; waiting/);
    expect(program.written).toMatch(/was not there within 1 s .*LEDGERLINE_START_TIMEOUT_SECONDS/);
    expect(program.written).not.toMatch(/\n\s+at /);
  });

  it('goes on when the store comes, and again when it has been away', async () => {
    const proxy = await tcpProxy(log.url);
    await proxy.refuse();
    const program = start('projector', { [log.urlVariable]: proxy.url });
    await program.untilWritten('waiting');
    await proxy.heal();
    await program.untilWritten('projecting');
    await untilProjected(await append('catalog-first'));
    await proxy.refuse();
    const position = await append('catalog-meanwhile');
    await program.untilWritten(DISTURBED[log.urlVariable]);
    await proxy.heal();
    await untilProjected(position);
    await program.stop();
    await proxy.close();
  });

  it('on a schema that is newer than the build ends and names both versions', async () => {
    await sql(`insert into ledgerline.migrations values (9999, '9999-of-tomorrow.sql', 'x')`);
    const program = start('api');
    expect(await program.exitCode()).toBe(78);
    expect(program.written).toMatch(
      /newer than this build: it has migration 9999-of-tomorrow.sql, this build ends at \d{4}-/,
    );
    await sql('delete from ledgerline.migrations where number = 9999');
  });

  it.each([
    ['of another log', (storeId: string) => positionOf(`${storeId}0`, 1n), 'a place in another log'],
    ['ahead of the log', (storeId: string) => positionOf(storeId, 999_999n), 'restored from an older copy'],
  ])('on a checkpoint %s does not project, and says why', async (_, positionIn, said) => {
    const { rows } = await sql('select name, position from projections.checkpoints limit 1');
    const { name, position } = rows[0];
    const storeId = position.split('-')[0];
    await sql('update projections.checkpoints set position = $2 where name = $1', [
      name,
      positionIn(storeId),
    ]);
    const program = start('projector');
    expect(await program.exitCode()).toBe(65);
    expect(program.written).toContain(`${name} stands at ${positionIn(storeId)}`);
    expect(program.written).toContain(said);
    await sql('update projections.checkpoints set position = $2 where name = $1', [name, position]);
  });

  it('beside another projector takes its place, and the other ends saying so', async () => {
    const first = start('projector');
    await first.untilWritten('projecting');
    const second = start('projector');
    expect(await first.exitCode()).toBe(75);
    expect(first.written).toContain('another projector took over');
    await untilProjected(await append('catalog-taken-over'));
    expect(second.hasEnded).toBe(false);
  });

  it('with other read models than the running projector ends, and the running one goes on', async () => {
    const first = start('projector');
    await first.untilWritten('projecting');
    const { rows } = await sql(`select name, shape from projections.checkpoints where name = 'account_lots'`);
    await sql(`update projections.checkpoints set shape = 'of another build' where name = 'account_lots'`);
    const second = start('projector');
    expect(await second.exitCode()).toBe(78);
    expect(second.written).toContain(
      'read model account_lots changed its columns or key but is still version',
    );
    await untilProjected(await append('catalog-undisturbed'));
    expect(first.hasEnded).toBe(false);
    await sql(`update projections.checkpoints set shape = $1 where name = 'account_lots'`, [rows[0].shape]);
  });
});
