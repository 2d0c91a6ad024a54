import { describeWithPostgres } from '@ledgerline/testing';
import { Answer, ApiClient } from './api-client';
import { RunningSystem, startSystem } from './running-system';

const CALLERS = 64;
const LIMIT = 32;

/** Two counts of one bound, a price, and a word when credits run low. */
const DOCUMENT = {
  unknownActions: 'refuse',
  tiers: [{ name: 'crowd', trialGrant: '0', dailyRefill: '0', lowCredits: '10' }],
  limits: [limit('of_the_year', 'calendar-year'), limit('of_a_life', 'lifetime')],
  actions: [
    { name: 'yearly', description: '', price: { kind: 'free' }, limits: ['of_the_year'] },
    { name: 'for_life', description: '', price: { kind: 'free' }, limits: ['of_a_life'] },
    { name: 'paid', description: '', price: { kind: 'flat', credits: '1' }, limits: [] },
  ],
};

function limit(name: string, kind: string) {
  const values = { crowd: LIMIT };
  return { name, description: name, kind, measure: 'count', values, active: true, thresholds: ['50%'] };
}

describeWithPostgres(`${CALLERS} parallel commands, at two instances, across one threshold`, () => {
  let system: RunningSystem;
  let instances: readonly ApiClient[];
  beforeAll(async () => {
    system = await startSystem();
    await system.admin.command('/v1/catalog', { document: DOCUMENT, reason: 'a crowd' });
    instances = [system.service, await system.secondInstance()];
  });
  afterAll(() => system.stop());

  it.each([
    // A window of the calendar tells a crossing once; a count without end is armed again by falling.
    ['yearly', 1],
    ['for_life', 2],
  ])('tell %s that a limit is reached, and recovered from, %d time(s) in two runs', async (action, times) => {
    await system.service.open(action, 'crowd');
    for (const run of [1, 2]) {
      const asked = await inParallel(() => [`${action}/generations`, { action }]);
      const passed = asked.filter(({ status }) => status === 201);
      expect(passed).toHaveLength(LIMIT);
      expect(await told(action)).toEqual(crossings(Math.min(run, times), Math.min(run - 1, times)));
      const failed = await inParallel((n) => [
        `${action}/generations/${passed[n % LIMIT]!.body.generationId}/fail`,
        {},
      ]);
      expect(failed.every(({ status }) => status === 200)).toBe(true);
      expect(await told(action)).toEqual(crossings(Math.min(run, times), Math.min(run, times)));
    }
  });

  it('tell once that credits ran low, once that they are gone, and once that they are back', async () => {
    await system.service.open('payer', 'crowd');
    const bonus = { type: 'BONUS', credits: '1', reason: 'a crowd' };
    for (const run of [1, 2]) {
      await inParallel(() => ['payer/grants', bonus]);
      const asked = await inParallel(() => ['payer/generations', { action: 'paid' }]);
      expect(asked.every(({ status }) => status === 201)).toBe(true);
      const poor = await inParallel(() => ['payer/generations', { action: 'paid' }]);
      expect(poor.some(({ status }) => status === 201)).toBe(false);
      expect(await told('payer')).toEqual({
        'credits-ran-low': run,
        'credits-exhausted': run,
        ...(run > 1 && { 'credits-recovered': run - 1 }),
      });
    }
  });

  function inParallel(command: (n: number) => [path: string, body: object]): Promise<Answer[]> {
    return Promise.all(
      Array.from({ length: CALLERS }, (_, n) => {
        const [path, body] = command(n);
        return instances[n % 2]!.command(`/v1/accounts/${path}`, body);
      }),
    );
  }

  /** Crossings and recoveries in the log, by what they are. */
  async function told(accountId: string): Promise<Record<string, number>> {
    const { rows } = await system.runtime.pool.query<{ type: string; times: number }>(
      `select substring(type from 'ledgerline.account.(.*).v1') as type, count(*)::int as times
       from log.events where stream = $1 and type ~ '(crossed|reached|recovered|low|exhausted).v1' group by 1`,
      [`account-${accountId}`],
    );
    return Object.fromEntries(rows.map(({ type, times }) => [type, times]));
  }
});

function crossings(crossed: number, recovered: number): Record<string, number> {
  return {
    'limit-threshold-crossed': crossed,
    'limit-reached': crossed,
    ...(recovered > 0 && { 'limit-threshold-recovered': recovered, 'limit-recovered': recovered }),
  };
}
