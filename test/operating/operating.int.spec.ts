import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describeOnEachLog } from '@ledgerline/testing';
import { aLife, fillLog, GivenInstallation, givenInstallation, poison } from './given-installation';

const PROGRAM = join(__dirname, '../../dist/apps/cli/main.js');

describeOnEachLog('operating the read models', (startLog) => {
  let given: GivenInstallation;
  let cli: GivenInstallation['cli'];

  beforeEach(async () => {
    given = await givenInstallation(startLog);
    cli = given.cli;
  });

  afterEach(() => given.end());

  const json = async (words: string) => {
    const { exitCode, out } = await cli(`${words} --json`);
    const read = JSON.parse(out) as { events?: object[]; [field: string]: unknown };
    return { ...read, exitCode };
  };
  const filled = async (generations = 5, accounts = 4): Promise<void> => {
    await fillLog(given, aLife(generations), accounts);
    given.startProjector();
    await given.caughtUp();
  };
  const halted = async (): Promise<void> => {
    for (;;) if ((await cli('projections list')).out.includes('account_balances halted')) return;
  };

  it('lists them, pauses one and resumes it', async () => {
    await filled();
    expect((await cli('projections list')).out).toMatch(/account_balances +running +0 /);
    expect(await json('projections pause account_lots')).toMatchObject({ exitCode: 0, state: 'paused' });
    expect((await cli('doctor')).out).toContain('LOOK  read models: account_lots is paused');
    expect(await json('projections resume account_lots')).toMatchObject({ exitCode: 0, state: 'running' });
    expect(await cli('projections pause nobody')).toMatchObject({ exitCode: 2 });
  });

  it('finds a planted wrong figure and names row, column and both figures; a rebuild puts it right', async () => {
    await filled();
    const clean = await json('verify --all');
    expect(clean).toMatchObject({ exitCode: 0, wrong: 0, events: 52 });
    await given.pool.query(
      `update read_accounts.account_balances set balance_micros = balance_micros + 1 where account_id = 'a2'`,
    );
    const figure =
      'account_balances [account_id=a2] balance_micros: the log says 1000092000000, the table holds 1000092000001';
    for (const words of ['verify --all', 'verify --account a2', 'verify --sample 1000 --seed s']) {
      const { exitCode, out } = await cli(words);
      expect({ exitCode, out }).toEqual({ exitCode: 1, out: expect.stringContaining(figure) });
    }
    expect((await cli('verify --account a1')).exitCode).toBe(0);
    expect((await cli('verify --account a2')).out).toContain(
      'earned + overdrawn = balance + spent + expired + voided',
    );
    const asked = await cli('projections rebuild account_balances');
    expect(asked).toMatchObject({ exitCode: 1, out: expect.stringContaining(figure) });
    expect(await cli('projections rebuild account_balances --accept-differences')).toMatchObject({
      exitCode: 0,
    });
    expect((await cli('verify --all')).exitCode).toBe(0);
  });

  it('finds a row that is missing and one that nothing accounts for', async () => {
    await filled();
    await given.pool.query(
      `delete from read_accounts.account_lots where account_id = 'a1' and lot_id = 'second'`,
    );
    await given.pool.query(
      `update read_accounts.generations set generation_id = 'forged' where generation_id = 'g-1' and account_id = 'a3'`,
    );
    const { differences } = (await json('verify --all')) as unknown as { differences: object[] };
    expect(differences).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ key: 'account_id=a1, lot_id=second', column: '(row)', found: null }),
        expect.objectContaining({
          key: 'generation_id=forged, account_id=a3',
          column: '(row)',
          expected: null,
        }),
        expect.objectContaining({ key: 'generation_id=g-1, account_id=a3', column: '(row)', found: null }),
      ]),
    );
  });

  it('skips an event only with a reason and --yes, and keeps who decided it and why', async () => {
    await filled();
    await poison(given, 'ledgerline.account.credits-granted.v9');
    await halted();
    expect(await cli('projections skip account_balances --yes')).toMatchObject({ exitCode: 2 });
    const skip = ['projections', 'skip', 'account_balances', '--reason', 'a test wrote it', '--who', 'ada'];
    expect(await cli(skip)).toMatchObject({
      exitCode: 2,
      out: expect.stringContaining('unknown event type'),
    });
    expect((await cli('projections list')).out).toContain('account_balances halted');
    expect(await cli([...skip, '--yes'])).toMatchObject({ exitCode: 0 });
    expect(await cli([...skip, '--yes'])).toMatchObject({
      exitCode: 1,
      err: expect.stringContaining('account_balances is running'),
    });
    const { rows } = await given.pool.query('select name, who, reason, error from projections.skips');
    expect(rows).toEqual([
      {
        name: 'account_balances',
        who: 'ada',
        reason: 'a test wrote it',
        error: expect.stringContaining('v9'),
      },
    ]);
    await expect(given.pool.query('update projections.skips set who = null')).rejects.toThrow(
      'permission denied',
    );
    await expect(given.pool.query('delete from projections.skips')).rejects.toThrow('permission denied');
    expect(await cli('verify --projection account_balances --all')).toMatchObject({ exitCode: 0 });
  });

  it('survives being killed in the middle of a rebuild: nothing changed, and the next one goes on', async () => {
    if (!existsSync(PROGRAM)) throw new Error('the tool is not built: npm run build');
    await filled(100, 60);
    const rebuild = ['projections', 'rebuild', 'account_balances', '--json'];
    const armed = { ...process.env, ...given.variables, LEDGERLINE_FAILPOINT: 'rebuild.half-way' };
    const child = spawn(process.execPath, [PROGRAM, ...rebuild], { env: armed, stdio: 'ignore' });
    const [, signal] = (await once(child, 'exit')) as [number | null, string | null];
    expect(signal).toBe('SIGKILL');
    expect((await cli('doctor')).out).toMatch(/account_balances version \d+ build 2 was begun/);
    expect((await cli('verify --all --projection account_balances')).exitCode).toBe(0);
    let resumed = await cli(rebuild);
    // The server notices the death of the killed process's connection a moment later.
    while (resumed.err.includes('being rebuilt by another process')) resumed = await cli(rebuild);
    expect(JSON.parse(resumed.out)).toMatchObject({
      outcome: 'swapped',
      resumedFrom: expect.stringMatching(/-\d{20}$/),
      events: 2_180,
      check: { kind: 'digest', rows: 60, differences: [] },
    });
    expect((await cli('verify --all --projection account_balances')).exitCode).toBe(0);
    const undone = await cli('projections rollback account_balances --yes');
    expect(undone).toMatchObject({ exitCode: 0, out: expect.stringMatching(/shows version \d+ build 1/) });
  });

  it('shows a stream and the end of the log', async () => {
    await filled(1, 1);
    expect((await json('streams show account-a0 --last 2')).events).toHaveLength(2);
    expect(await cli('streams show account-nobody')).toMatchObject({ exitCode: 1 });
    const tail = await cli('events tail --after 0 --until-caught-up --json');
    expect(tail.out.trim().split('\n')).toHaveLength(5);
    expect(await cli('events tail --after elsewhere-00000000000000000001')).toMatchObject({ exitCode: 2 });
    expect((await cli('doctor')).out).toMatch(/ok +schema/);
    expect(await cli('migrate')).toMatchObject({
      exitCode: 2,
      out: expect.stringContaining('nothing to apply'),
    });
    expect(await cli('migrate --yes')).toMatchObject({ exitCode: 0 });
  });
});
