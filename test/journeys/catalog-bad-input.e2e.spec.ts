import { DEFAULT_CATALOG } from '@ledgerline/contexts/catalog';
import { describeWithPostgres } from '@ledgerline/testing';
import { Answer } from './api-client';
import { RunningSystem, startSystem } from './running-system';

describeWithPostgres('a wrong catalog', () => {
  let system: RunningSystem;
  beforeAll(async () => {
    system = await startSystem();
  });
  afterAll(() => system.stop());

  describe('in a catalog names the exact field, and the one in force stays', () => {
    const [daily] = DEFAULT_CATALOG.limits;
    const [free] = DEFAULT_CATALOG.tiers;
    const [image] = DEFAULT_CATALOG.actions;
    const withLimit = (change: object) => ({
      limits: [{ ...daily, ...change }, ...DEFAULT_CATALOG.limits.slice(1)],
    });
    const withTier = (change: object) => ({
      tiers: [{ ...free, ...change }, ...DEFAULT_CATALOG.tiers.slice(1)],
    });
    const withAction = (change: object) => ({
      actions: [{ ...image, ...change }, ...DEFAULT_CATALOG.actions.slice(1)],
    });

    it.each<[string, object, string, RegExp]>([
      [
        'an unknown kind of limit',
        withLimit({ kind: 'fortnight' }),
        'limits[0].kind',
        /one of .*calendar-day/,
      ],
      [
        'an unknown measure',
        withLimit({ measure: 'minutes' }),
        'limits[0].measure',
        /count, tokens, credits, cost/,
      ],
      [
        'a limit named twice',
        { limits: [daily, ...DEFAULT_CATALOG.limits] },
        'limits[1].name',
        /"images_daily" is named twice/,
      ],
      [
        'an action named twice',
        { actions: [image, ...DEFAULT_CATALOG.actions] },
        'actions[1].name',
        /"image" is named twice/,
      ],
      [
        'a limit consumed twice',
        withAction({ limits: ['images_daily', 'images_daily'] }),
        'actions[0].limits[1]',
        /named twice/,
      ],
      // Entries refer to limits and tiers alone, which refer to nothing: a cycle cannot be written.
      [
        'an action that consumes itself',
        withAction({ limits: ['image'] }),
        'actions[0].limits[0]',
        /not a limit of this/,
      ],
      [
        'a limit valued for a plan',
        withLimit({ values: { individual_pro: 1 } }),
        'limits[0].values.individual_pro',
        /not a tier/,
      ],
      [
        'a refill below zero',
        withTier({ dailyRefill: '-1' }),
        'tiers[0].dailyRefill',
        /credits as a decimal/,
      ],
      [
        'an overdraft below zero',
        withTier({ overdraft: '-1' }),
        'tiers[0].overdraft',
        /credits as a decimal/,
      ],
      [
        'a price below zero',
        withAction({ price: { kind: 'flat', credits: '-1' } }),
        'actions[0].price.credits',
        /decimal/,
      ],
      ['a value of -2', withLimit({ values: { free: -2 } }), 'limits[0].values.free', /-1 for unlimited/],
      ['a threshold above all', withLimit({ thresholds: ['101%'] }), 'limits[0].thresholds[0]', /"80%"/],
    ])('%s', async (_what, change, field, says) => {
      const answer = await publish(change);
      expect(answer).toMatchObject(problem(422, 'validation-failed'));
      const message = expect.stringMatching(says) as string;
      expect(answer.body.errors).toContainEqual({ field: `document.${field}`, message });
      expect((await system.admin.get('/v1/catalog')).body.version).toBe(1);
    });

    it('a limit that would count otherwise under its name, or an edit of another version', async () => {
      const otherwise = await publish(withLimit({ kind: 'calendar-week' }));
      expect(otherwise).toMatchObject(problem(422, 'catalog-incompatible'));
      expect(otherwise.body['document.limits[0].kind']).toMatch(/was calendar-day: .* takes another name/);
      const late = await publish(withLimit({ values: { free: 11 } }), { expectedVersion: 7 });
      expect(late).toMatchObject(problem(409, 'catalog-conflict'));
      expect(late.body).toMatchObject({ expectedVersion: 7, version: 1 });
      expect(late.body.detail).toMatch(/started from version 7; version 1 is in force/);
    });

    function publish(change: object, more: object = {}): Promise<Answer> {
      const document = { ...DEFAULT_CATALOG, ...change };
      return system.admin.command('/v1/catalog', { document, reason: 'a test', ...more });
    }
  });
});

function problem(status: number, code: string): object {
  return { status, body: { status, code, detail: expect.any(String) } };
}
