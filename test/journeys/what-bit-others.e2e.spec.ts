import { mintApiKey } from '@ledgerline/platform/config';
import { describeWithPostgres, until } from '@ledgerline/testing';
import { Answer, ApiClient } from './api-client';
import { LedgerlineProgram } from './ledgerline-program';
import { RunningSystem, startSystem } from './running-system';

const CALLERS = 64;
const BUDGET = 30;
const TIER = { trialGrant: '0', dailyRefill: '0' };
const tokens = { small: { inputPerMillion: '1000000', outputPerMillion: '2000000' } };

const DOCUMENT = {
  unknownActions: 'refuse',
  tiers: [{ name: 'plain', ...TIER }],
  limits: [
    limit('spent_this_year', 'calendar-year', { measure: 'credits', values: { plain: String(BUDGET) } }),
    limit('running', 'concurrent', { measure: 'count', values: { plain: 1 } }),
  ],
  actions: [
    action('photo', { kind: 'flat', credits: '1' }, 'spent_this_year'),
    action('image', { kind: 'flat', credits: '1' }),
    action('job', { kind: 'free' }, 'running'),
    action('chat', { kind: 'tokens', models: tokens, fallback: null }),
  ],
};

function limit(name: string, kind: string, more: object) {
  return { name, description: name, kind, active: true, ...more };
}

function action(name: string, price: object, ...limits: readonly string[]) {
  return { name, description: '', price, limits };
}

/** The same as beside the domain (`what-bit-others.spec.ts`), where many callers ask at once. */
describeWithPostgres('what bit others does not happen over HTTP, at two instances', () => {
  let system: RunningSystem;
  let instances: readonly ApiClient[];
  beforeAll(async () => {
    system = await startSystem();
    expect((await publish(DOCUMENT)).status).toBe(201);
    instances = [system.admin, await system.secondInstance('admin')];
  });
  afterAll(() => system.stop());

  it('parallel requests do not pass the budget check before spend is recorded', async () => {
    await opened('budget', '1000');
    const asked = await inParallel(() => ['budget/generations', { action: 'photo' }]);
    const passed = asked
      .filter(({ status }) => status === 201)
      .map(({ body }) => body.generationId as string);
    expect(passed).toHaveLength(BUDGET);
    const finishing = await inParallel((n) =>
      n < BUDGET
        ? [`budget/generations/${passed[n]}/complete`, {}]
        : ['budget/generations', { action: 'photo' }],
    );
    expect(finishing.filter(({ status }) => status === 200)).toHaveLength(BUDGET);
    expect(await account('budget', finishing)).toMatchObject({ spent: '30', held: '0', balance: '970' });
  });

  it('a leaked reservation does not block a user for ever', async () => {
    await opened('leaky');
    const leaked = await send('leaky/generations', { action: 'job', timeoutSeconds: 1 });
    expect(leaked.status).toBe(201);
    const next = await inParallel(() => ['leaky/generations', { action: 'job' }]);
    expect(next.every(({ status }) => status === 429)).toBe(true);
    // Nobody ends the job that leaked; its slot is free when its deadline is over, and one of all has it.
    const tries: Answer[] = [];
    await until('a slot is free', async () => {
      await until('the deadline is over', () => Date.now() > Date.parse(leaked.body.deadlineAt));
      tries.push(
        ...(await Promise.all(instances.map((at) => send('leaky/generations', { action: 'job' }, at)))),
      );
      return tries.some(({ status }) => status === 201);
    });
    expect(tries.filter(({ status }) => status === 201)).toHaveLength(1);
  });

  it('a reservation is not skipped when the cost cannot be estimated', async () => {
    await opened('guess', '1000');
    const asked = await inParallel((n) => [
      n % 2 ? 'guess/generations' : 'guess/usage',
      { action: 'chat', model: 'small' },
    ]);
    expect(new Set(asked.map(({ body }) => body.code))).toEqual(
      new Set(['estimate-required', 'too-many-refusals']),
    );
    expect(await account('guess', asked)).toMatchObject({ balance: '1000', held: '0', openGenerations: 0 });
  });

  it('the same top-up twice is one top-up', async () => {
    await opened('payer');
    const paid = { type: 'PURCHASE', reason: 'bought', reference: 'pay_42' };
    const granted = await inParallel(() => ['payer/grants', { ...paid, credits: '500' }]);
    expect(granted.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(granted.filter(({ body }) => body.outcome === 'no-effect')).toHaveLength(CALLERS - 1);
    const other = await send('payer/grants', { ...paid, credits: '600' });
    expect(other).toMatchObject({ status: 409, body: { code: 'reference-conflict' } });
    expect(await account('payer', granted)).toMatchObject({ balance: '500', purchased: '500' });
  });

  it('a catalog edit does not wipe bought credits, also while they are spent', async () => {
    await opened('buyer', '500');
    const edit = publish({ ...DOCUMENT, tiers: [{ name: 'plain', ...TIER, lowCredits: '5' }] });
    const asked = await inParallel(() => ['buyer/usage', { action: 'image' }]);
    expect((await edit).status).toBe(201);
    expect(asked.every(({ status }) => status === 201)).toBe(true);
    expect(await account('buyer', asked)).toMatchObject({ balance: '436', purchased: '500', spent: '64' });
  });

  it('an expiry that races holds loses nothing: what came is spent, or lapsed, or there', async () => {
    await opened('racer');
    const expiresAt = new Date(Date.now() + 1_000).toISOString();
    const lot = { type: 'BONUS', credits: '200', reason: 'for a moment', expiresAt };
    expect((await send('racer/grants', lot)).status).toBe(201);
    const answers = await Promise.all(
      Array.from({ length: 8 }, async (_, n) => {
        const done: Answer[] = [];
        const at = instances[n % 2];
        for (let asked = await send('racer/generations', { action: 'image' }, at); asked.status === 201;) {
          done.push(await send(`racer/generations/${asked.body.generationId}/complete`, {}, at));
          asked = await send('racer/generations', { action: 'image' }, at);
          done.push(asked);
        }
        return done;
      }),
    );
    await until('the lot has lapsed', async () => (await account('racer', answers.flat())).balance === '0');
    const { spent, expired, lifetimeEarned, held } = await account('racer', answers.flat());
    expect([Number(spent) + Number(expired), lifetimeEarned, held]).toEqual([200, '200', '0']);
    expect(Number(spent)).toBeGreaterThan(0);
  });

  it('a cache evicted before it was written loses nothing: what was answered is the log’s', async () => {
    const key = mintApiKey({ name: 'other', role: 'admin' });
    const variables = { DATABASE_URL: system.database.appUrl, LEDGERLINE_API_KEYS: key.entry };
    const first = new LedgerlineProgram('api', variables);
    const there = new ApiClient(await first.url(), key.token);
    expect((await there.open('cached', 'plain')).status).toBe(201);
    const paid = { type: 'PURCHASE', credits: '50', reason: 'bought', reference: 'pay_1' };
    await send('cached/grants', paid, there);
    const held = await send('cached/generations', { action: 'image', generationId: 'g-1' }, there);
    await first.stop('SIGKILL');
    await system.runtime.pool.query('delete from snapshots.streams');

    expect(held.body.account).toMatchObject({ available: '49', held: '1' });
    expect((await send('cached/grants', paid)).body).toMatchObject({ outcome: 'no-effect' });
    const completed = await send('cached/generations/g-1/complete', {});
    expect(completed.body).toMatchObject({
      charged: { credits: '1' },
      account: { balance: '49', held: '0' },
    });
  });

  function publish(document: object): Promise<Answer> {
    return system.admin.command('/v1/catalog', { document, reason: 'a test' });
  }

  async function opened(accountId: string, bought?: string): Promise<void> {
    expect((await system.admin.open(accountId, 'plain')).status).toBe(201);
    if (bought === undefined) return;
    const paid = { type: 'PURCHASE', credits: bought, reason: 'bought', reference: 'first' };
    expect((await send(`${accountId}/grants`, paid)).status).toBe(201);
  }

  function send(path: string, body: object, at: ApiClient = system.admin): Promise<Answer> {
    return at.command(`/v1/accounts/${path}`, body);
  }

  function inParallel(command: (n: number) => [path: string, body: object]): Promise<Answer[]> {
    return Promise.all(
      Array.from({ length: CALLERS }, (_, n) => send(...command(n), instances[n % instances.length])),
    );
  }

  /** As the read models show it once they have come to what was answered. */
  async function account(accountId: string, answers: readonly Answer[]) {
    const positions = answers.flatMap(({ body }) => (body.position as string | undefined) ?? []).sort();
    return (await system.admin.reading(`/v1/accounts/${accountId}`, positions.at(-1)!)).body;
  }
});
