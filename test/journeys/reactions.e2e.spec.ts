import { mintApiKey } from '@ledgerline/platform/config';
import {
  describeOnEachLog,
  GivenLog,
  TestDatabase,
  testDatabase,
  until,
  withClient,
} from '@ledgerline/testing';
import { ApiClient } from './api-client';
import { givenCli } from '../../apps/cli/command-line/given-cli';
import { commands } from '../../apps/cli/registry';
import { LedgerlineProgram, MASTER_KEY } from './ledgerline-program';

const PARTIES = 24;
const LEADS = 'this process does the reactions';

/** Registering opens the account: a fact in one stream, a command to another; processes die between them. */
describeOnEachLog('reactions with two reactors', (startLog) => {
  const key = mintApiKey({ name: 'journey', role: 'admin' });
  let database: TestDatabase;
  let log: GivenLog;
  let running: LedgerlineProgram[] = [];
  let api: ApiClient;

  beforeEach(async () => {
    database = await testDatabase();
    log = await startLog(database);
    api = new ApiClient(await program('api').url(), key.token);
  });
  afterEach(async () => {
    await Promise.all(running.map((each) => each.stop('SIGKILL')));
    running = [];
    await log.stop();
    await database.drop();
  });

  it.each(['reaction.before:3', 'reaction.commanded:2', 'reaction.checkpointed:2'])(
    'do everything once when the one that leads is killed at %s',
    async (failpoint) => {
      const doomed = program('reactor', { LEDGERLINE_FAILPOINT: failpoint });
      await doomed.untilWritten(LEADS);
      const other = program('reactor');
      await other.untilWritten('reacting');
      await register(0, PARTIES);
      expect(await doomed.exitCode()).toBeNull();
      await other.untilWritten(LEADS);
      await everyAccountIsOpenedOnce(PARTIES);
    },
  );

  it('go on where the one that leads hangs, and nothing is done twice when it wakes', async () => {
    const hanging = program('reactor');
    await hanging.untilWritten(LEADS);
    const other = program('reactor');
    await other.untilWritten('reacting');
    hanging.freeze();
    await register(0, PARTIES);
    await everyAccountIsOpenedOnce(PARTIES);
    hanging.wake();
    await hanging.untilWritten('this process stands by');
    await register(PARTIES, 2 * PARTIES);
    await everyAccountIsOpenedOnce(2 * PARTIES);
  });

  it('lose nothing while an operator has one paused, though the reactor dies meanwhile', async () => {
    const name = 'open-account-when-party-registered';
    const cli = givenCli(commands, { ...keys(), LEDGERLINE_MASTER_KEY: MASTER_KEY, ...log.variables });
    const first = program('reactor');
    await first.untilWritten(LEADS);
    await register(0, 1);
    await everyAccountIsOpenedOnce(1);
    expect((await cli(`reactions pause ${name}`)).exitCode).toBe(0);
    await first.untilWritten('reactions are paused');
    await register(1, PARTIES);
    await first.stop('SIGKILL');
    await program('reactor').untilWritten('reactions are paused');
    await everyAccountIsOpenedOnce(1);
    expect((await cli('doctor')).out).toContain(`${name} is paused since`);
    expect((await cli(`reactions resume ${name}`)).exitCode).toBe(0);
    await until('nothing waits', async () => (await cli('reactions list')).out.includes('nothing waits'));
    await everyAccountIsOpenedOnce(PARTIES);
  });

  function keys() {
    return { LEDGERLINE_API_KEYS: key.entry, DATABASE_URL: database.appUrl };
  }

  function program(app: 'api' | 'reactor', variables: Record<string, string> = {}) {
    const program = new LedgerlineProgram(app, { ...keys(), ...log.variables, ...variables });
    running.push(program);
    return program;
  }

  async function register(from: number, to: number): Promise<void> {
    const parties = Array.from({ length: to - from }, (_, n) => `party-${from + n}`);
    const register = (partyId: string) => api.command('/v1/parties', { kind: 'user', partyId }, partyId);
    const answers = await Promise.all(parties.map(register));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
  }

  async function everyAccountIsOpenedOnce(count: number): Promise<void> {
    const place = () =>
      withClient(database.appUrl, async (client) => {
        const { rows } = await client.query<{ position: string }>(
          'select position from reactions.checkpoint',
        );
        return rows[0]!.position;
      });
    const store = await log.open();
    try {
      await until('the reactions are through', async () => (await place()) === (await store.head()), 30_000);
      const opened = new Map<string, number>();
      for (const { type, stream } of await store.readAll({ after: undefined, countMax: 2_000 })) {
        if (type === 'ledgerline.account.opened.v1') opened.set(stream, (opened.get(stream) ?? 0) + 1);
      }
      expect(opened.size).toBe(count);
      expect(new Set(opened.values())).toEqual(new Set([1]));
    } finally {
      await store.close();
    }
  }
});
