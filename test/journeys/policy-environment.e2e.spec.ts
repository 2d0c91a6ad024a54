import { mintApiKey } from '@ledgerline/platform/config';
import { describeWithPostgres, TestDatabase, testDatabase, withClient } from '@ledgerline/testing';
import { ApiClient } from './api-client';
import { LedgerlineProgram } from './ledgerline-program';

describeWithPostgres('an api whose environment speaks of policy', () => {
  const key = mintApiKey({ name: 'journey', role: 'admin' });
  const started: LedgerlineProgram[] = [];
  let database: TestDatabase;

  beforeAll(async () => {
    database = await testDatabase();
  });
  afterEach(() => Promise.all(started.splice(0).map((program) => program.stop())));
  afterAll(() => database?.drop());

  function start(variables: Record<string, string>): LedgerlineProgram {
    const DATABASE_URL = database.appUrl;
    const program = new LedgerlineProgram('api', {
      ...{ DATABASE_URL, LEDGERLINE_API_KEYS: key.entry, ...variables },
    });
    started.push(program);
    return program;
  }
  const serving = async (variables: Record<string, string>) =>
    new ApiClient(await start(variables).url(), key.token);

  it('ends at once and lists every variable with a bad value', async () => {
    const program = start({
      USAGE_LIMIT_PROMPTS_DAILY_FREE: 'ten',
      USAGE_LIMIT_IMAGES_DAILY_FREE: '-2',
      USAGE_LIMITS_ENFORCED: 'no',
      CREDITS_DAILY_REFILL_FREE: '-1',
      CREDITS_COST_PROMPT: '0.0000001',
    });
    expect(await program.exitCode()).toBe(78);
    for (const said of [
      /USAGE_LIMIT_PROMPTS_DAILY_FREE.*a number from 0, or -1 for unlimited.*"ten"/,
      /USAGE_LIMIT_IMAGES_DAILY_FREE.*-2/,
      /USAGE_LIMITS_ENFORCED/,
      /CREDITS_DAILY_REFILL_FREE.*credits from 0/,
      /CREDITS_COST_PROMPT.*at most 6 decimals/,
    ]) {
      expect(program.written).toMatch(said);
    }
    expect(program.written).not.toMatch(/\n\s+at /);
  });

  it('ends at once and lists every variable that speaks of nothing in the catalog', async () => {
    const program = start({
      USAGE_LIMIT_PICTURES_FREE: '7',
      USAGE_LIMIT_PROMPTS_DAILY_GOLD: '7',
      USAGE_LIMIT_PROMPTS_DAILY_PRO: '1.5',
      CREDITS_DAILY_REFILL_GOLD: '7',
      CREDITS_COST_PICTURE: '7',
    });
    expect(await program.exitCode()).toBe(78);
    for (const said of [
      /USAGE_LIMIT_PICTURES_FREE.*USAGE_LIMIT_<LIMIT>_<TIER>.*the catalog in force has none of that name/,
      /USAGE_LIMIT_PROMPTS_DAILY_GOLD/,
      /USAGE_LIMIT_PROMPTS_DAILY_PRO.*a whole number, for prompts_daily measures count/,
      /CREDITS_DAILY_REFILL_GOLD/,
      /CREDITS_COST_PICTURE/,
    ]) {
      expect(program.written).toMatch(said);
    }
    expect(program.written).not.toMatch(/\n\s+at /);
  });

  it('tells the environment as the source in answer, limits and event', async () => {
    const client = await serving({ USAGE_LIMIT_IMAGES_DAILY_FREE: '1', CREDITS_COST_IMAGE: '3' });
    await client.open('ada');
    const asked = await client.command('/v1/accounts/ada/generations', { action: 'image' });
    expect(asked.body.held).toMatchObject({ credits: '3' });
    const refused = await client.command('/v1/accounts/ada/generations', { action: 'image' });
    expect(refused).toMatchObject({
      status: 429,
      body: { code: 'limit-reached', limitType: 'images_daily', limit: 1, source: 'environment' },
    });
    const [images] = (await client.get('/v1/accounts/ada/limits')).body.limits;
    expect(images).toMatchObject({ name: 'images_daily', limit: 1, source: 'environment' });

    expect(await requestedLimits()).toMatchObject([
      { limit: 'images_daily', limitValue: '1', source: 'environment' },
      { limit: 'images_monthly', limitValue: '250', source: 'tier' },
    ]);
    await client.command('/v1/accounts/ada/limits/images_daily/override', { value: '2', reason: 'a test' });
    const more = await client.command('/v1/accounts/ada/generations', { action: 'image' });
    expect(more.status).toBe(201);
  });

  async function requestedLimits(): Promise<unknown> {
    const { rows } = await withClient(database.ownerUrl, (db) =>
      db.query(`select data from log.events where type like 'ledgerline.account.generation-requested.%'`),
    );
    const { data } = rows[0] as { data: string | { limits: unknown } };
    return (typeof data === 'string' ? (JSON.parse(data) as { limits: unknown }) : data).limits;
  }
});
