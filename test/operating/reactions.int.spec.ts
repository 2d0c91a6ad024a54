import { PostgresReactionStore } from '@ledgerline/platform/reactions';
import { describeWithPostgres } from '@ledgerline/testing';
import { reactionsCheck } from '../../libs/system/reactions-check';
import { GivenInstallation, givenInstallation } from './given-installation';

const AT = '2026-01-01T00:00:00.000Z';

/** One of each state, as a reactor leaves them behind. */
async function keptItems({ pool }: GivenInstallation): Promise<void> {
  const store = new PostgresReactionStore(pool);
  const lead = (await store.takeLead('spec'))!;
  const item = (key: string, sequence: bigint, state: 'waiting' | 'behind' | 'halted') => ({
    ...{ reaction: 'grant-credits-when-order-paid', key, stream: key, revision: 0n, sequence, state },
    ...{ position: `p-${sequence}`, eventType: 'OrderPaid', attempts: 1, tries: {}, dueAt: AT },
    reason: state === 'halted' ? 'GrantCredits was refused: unheard-of' : 'account-not-found: it may open',
  });
  const items = [
    item('order-1', 1n, 'halted'),
    item('order-1', 2n, 'behind'),
    item('order-2', 3n, 'waiting'),
  ];
  await store.advance(lead, { from: undefined, to: 'p-3', items });
  await pool.query('update reactions.checkpoint set position = null');
}

describeWithPostgres('operating the reactions', () => {
  let given: GivenInstallation;

  beforeEach(async () => {
    given = await givenInstallation();
  });
  afterEach(() => given.end());

  it('says that nothing waits where nothing does', async () => {
    const { exitCode, out } = await given.cli('reactions list');
    expect([exitCode, out]).toEqual([0, expect.stringContaining('nothing waits')]);
    await expect(reactionsCheck(given).check()).resolves.toBeUndefined();
  });

  it('lists what waits, queues and halted with its reason; health and doctor tell what halted', async () => {
    await keptItems(given);
    const { exitCode, out } = await given.cli('reactions list');
    expect(exitCode).toBe(1);
    expect(out).toMatch(/1 +halted +grant-credits-when-order-paid +order-1 .*refused: unheard-of/);
    expect(out).toMatch(/2 +behind .*\n.*3 +waiting/);
    expect((await given.cli('doctor')).out).toContain(
      'LOOK  reactions: 1 of grant-credits-when-order-paid halted: see reactions list',
    );
    await expect(reactionsCheck(given).check()).rejects.toThrow('1 of grant-credits-when-order-paid');
    const json = JSON.parse((await given.cli('reactions list --json')).out) as { listed: object[] };
    expect(json.listed).toMatchObject([{ id: '1', state: 'halted' }, { state: 'behind' }, { id: '3' }]);
  });

  it('pauses a reaction and lets it go on; list, health and doctor tell that it stands', async () => {
    const name = 'grant-credits-when-order-paid';
    expect(await given.cli(`reactions pause ${name}`)).toMatchObject({ exitCode: 2 });
    const store = new PostgresReactionStore(given.pool);
    await store.know((await store.takeLead('spec'))!, [name, 'open-account-when-party-registered']);
    expect((await given.cli('reactions pause nobody')).err).toContain(`There are: ${name}, open-account`);
    expect(await given.cli(`reactions pause ${name}`)).toMatchObject({ exitCode: 0 });
    expect((await given.cli('reactions list')).out).toContain(`${name} is paused since 20`);
    expect((await given.cli('doctor')).out).toContain(`LOOK  reactions: ${name} is paused since`);
    await expect(reactionsCheck(given).check()).rejects.toThrow(`reactions are paused: ${name} since`);
    expect(await given.cli(`reactions resume ${name}`)).toMatchObject({ exitCode: 0 });
    expect((await given.cli('reactions list')).out).not.toContain('paused');
    await expect(reactionsCheck(given).check()).resolves.toBeUndefined();
  });

  it('lets one that halted be tried again, and none that queues', async () => {
    await keptItems(given);
    expect(await given.cli('reactions retry 1')).toMatchObject({ exitCode: 0 });
    expect((await given.cli('reactions list')).out).toMatch(/1 +waiting/);
    expect(await given.cli('reactions retry 2')).toMatchObject({ exitCode: 1 });
    expect(await given.cli('reactions retry 99')).toMatchObject({ exitCode: 1 });
    expect(await given.cli('reactions retry first')).toMatchObject({ exitCode: 2 });
  });
});
