import { describeWithPostgres, until } from '@ledgerline/testing';
import { RunningSystem, startSystem } from './running-system';

const DAY_MS = 86_400_000;
const AT = `
  select type, metadata::json->>'at' as at from log.events
  where stream like '%-bound' order by position`;

/** Whoever lives by a test clock is asked about in its time, by each route that tells what would be. */
describeWithPostgres('a party of a test clock', () => {
  const began = new Date(Math.floor(Date.now() / DAY_MS + 40) * DAY_MS + 3_600_000).toISOString();
  const tomorrow = new Date(Date.parse(began) + DAY_MS).toISOString();
  let system: RunningSystem;

  beforeAll(async () => {
    system = await startSystem(undefined, undefined, { TEST_CLOCKS_ENABLED: 'true' });
    await accepted('/v1/test-clocks', { clockId: 'later', time: began });
    await accepted('/v1/parties', { kind: 'user', partyId: 'bound', testClockId: 'later' });
    await accepted('/v1/parties', { kind: 'user', partyId: 'free' });
    for (const account of ['bound', 'free']) {
      await until('it is open', async () => (await get(`/v1/accounts/${account}/limits`)).status === 200);
    }
  });
  afterAll(() => system.stop());

  const get = (path: string) => system.admin.get(path);
  const accepted = async (path: string, body: object) => {
    const answer = await system.admin.command(path, body);
    expect([path, answer.status < 300, answer.body]).toEqual([path, true, expect.anything()]);
    return answer.body as { position: string; decidedAt: string };
  };
  const image = (account: string, dryRun = false) =>
    system.admin.command(`/v1/accounts/${account}/generations${dryRun ? '?dryRun=true' : ''}`, {
      action: 'image',
    });
  const imagesOf = async (account: string) => {
    const { limits } = (await get(`/v1/accounts/${account}/limits`)).body as {
      limits: { name: string; held: number; window: string; resetAt: string }[];
    };
    return limits.find(({ name }) => name === 'images_daily')!;
  };

  it('is registered in its time, and so is all that follows from it', async () => {
    const { rows } = await system.runtime.pool.query<{ type: string; at: string }>(AT);
    expect(rows.map(({ type }) => type)).toEqual(
      expect.arrayContaining([
        expect.stringContaining('party.registered'),
        expect.stringContaining('account.opened'),
      ]),
    );
    expect([...new Set(rows.map(({ at }) => at))]).toEqual([began]);
  });

  it('hears of its limits, and what would be decided, in the window in which it lives', async () => {
    expect((await image('bound')).status).toBe(201);
    expect((await image('free')).status).toBe(201);
    const [bound, free] = [await imagesOf('bound'), await imagesOf('free')];
    expect([bound.held, bound.window, bound.resetAt]).toEqual([
      ...[1, began.slice(0, 10), `${tomorrow.slice(0, 10)}T00:00:00.000Z`],
    ]);
    expect([free.held, free.window < bound.window]).toEqual([1, true]);
    for (const path of ['check?action=image', 'explain?limit=images_daily', 'explain?credits']) {
      const { body } = await get(`/v1/accounts/bound/${path}`);
      expect(JSON.stringify([path, body])).not.toContain(new Date().toISOString().slice(0, 10));
    }
    expect((await get('/v1/accounts/bound/check?action=image')).body.decidedAt).toBe(began);
    expect((await image('bound', true)).body).toMatchObject({ dryRun: true, decidedAt: began });
  });

  it('finds a lot in effect by its own clock, where everybody else waits for it', async () => {
    const lot = { type: 'BONUS', credits: '5', reason: 'soon', effectiveAt: tomorrow };
    const { position } = await accepted('/v1/accounts/bound/grants', lot);
    const row = async () => (await system.admin.reading('/v1/accounts/bound', position)).body;
    expect(await row()).toMatchObject({ pending: '5' });
    const sent = await accepted('/v1/test-clocks/later/advance', { to: tomorrow });
    await system.admin.reading('/v1/test-clocks/later', sent.position);
    await until('the clock has arrived', async () => {
      return (await get('/v1/test-clocks/later')).body.status === 'ready';
    });
    expect(await row()).toMatchObject({ pending: '0' });
    const { items } = (await get('/v1/accounts/bound/lots')).body as { items: { state: string }[] };
    expect(items.map(({ state }) => state)).not.toContain('pending');
    const limit = await imagesOf('bound');
    expect([limit.held, limit.window]).toEqual([0, tomorrow.slice(0, 10)]);
  });

  it('is replayed under a draft in the time in which it asked', async () => {
    const { position } = (await image('bound')).body as { position: string };
    const { document } = (await get('/v1/catalog')).body as { document: object };
    const asked = { document, since: tomorrow };
    const { body } = await system.finance.send('POST', '/v1/catalog/what-if', JSON.stringify(asked));
    expect(body).toMatchObject({ complete: true, accounts: 1, totals: { requests: 1, newlyRefused: 0 } });
    expect(body.position >= position).toBe(true);
  });
});
