import { catalogErrors } from './catalog-errors';
import { DEFAULT_CATALOG } from './default-catalog';

const limit = {
  name: 'l',
  description: 'd',
  kind: 'calendar-day',
  measure: 'count',
  values: {},
  active: true,
};
const tier = { name: 'free', trialGrant: '10', dailyRefill: '100' };
const action = { name: 'a', description: 'd', price: { kind: 'free' }, limits: [] };
const proposed = (changed: object) => ({
  unknownActions: 'allow',
  tiers: [tier],
  limits: [limit],
  actions: [action],
  ...changed,
});
const fieldsOf = (document: unknown) => catalogErrors(document).map(({ field }) => field);
const withTier = (changed: object) => proposed({ tiers: [{ ...tier, ...changed }] });
const withLimit = (changed: object) => proposed({ limits: [{ ...limit, ...changed }] });
const withAction = (changed: object) => proposed({ actions: [{ ...action, ...changed }] });
const withPrice = (price: unknown) => withAction({ price });
const perMillion = { inputPerMillion: '1', outputPerMillion: '2' };

describe('a proposed catalog', () => {
  it.each([
    ['the default one', DEFAULT_CATALOG],
    ['a small one', proposed({})],
    ['one without limits and actions', proposed({ limits: [], actions: [] })],
    ['one whose token price has no fallback', withPrice({ kind: 'tokens', models: {}, fallback: null })],
    ['one with -1 for unlimited', withLimit({ values: { free: -1 } })],
    ['one with a limit of nothing', withLimit({ values: { free: 0 } })],
    ['one with a default subtype', withAction({ defaultSubtype: 'mp4' })],
    ['one with credits to the last micro', withTier({ trialGrant: '0.000001' })],
    ['one that came as JSON', JSON.parse(JSON.stringify(DEFAULT_CATALOG)) as unknown],
  ])('is fine: %s', (_, document) => {
    expect(catalogErrors(document)).toEqual([]);
  });

  it.each<[string, unknown, string[]]>([
    ['a list', [], ['']],
    ['a text', 'catalog', ['']],
    ['nothing', null, ['']],
    ['an unknown field', proposed({ currency: 'USD' }), ['currency']],
    ['another word for unknown actions', proposed({ unknownActions: 'ignore' }), ['unknownActions']],
    ['no tiers', proposed({ tiers: undefined }), ['tiers', 'tiers']],
    ['empty tiers', proposed({ tiers: [] }), ['tiers']],
    ['limits that are no list', proposed({ limits: {} }), ['limits']],
    ['actions that are no list', proposed({ actions: 'all' }), ['actions']],
    ['a tier that is no object', proposed({ tiers: ['free'] }), ['tiers[0]']],
    ['a tier named in capitals', withTier({ name: 'Free' }), ['tiers[0].name']],
    ['a tier named twice', proposed({ tiers: [tier, tier] }), ['tiers[1].name']],
    ['an unknown field of a tier', withTier({ price: '1' }), ['tiers[0].price']],
    [
      'a currency that nobody knows',
      proposed({ creditPrices: [{ name: 'odd', credits: '1', price: { amount: '1.00', currency: 'XYZ' } }] }),
      ['creditPrices[0].price.currency'],
    ],
    ['credits as a number', withTier({ trialGrant: 10 }), ['tiers[0].trialGrant']],
    ['negative credits', withTier({ dailyRefill: '-1' }), ['tiers[0].dailyRefill']],
    ['negative zero', withTier({ dailyRefill: '-0' }), ['tiers[0].dailyRefill']],
    ['credits of seven places', withTier({ trialGrant: '0.0000001' }), ['tiers[0].trialGrant']],
    ['credits of 10 to the 30', withTier({ trialGrant: `1${'0'.repeat(30)}` }), ['tiers[0].trialGrant']],
    ['an unknown field of a limit', withLimit({ value: 1 }), ['limits[0].value']],
    ['a limit without a name', withLimit({ name: '' }), ['limits[0].name']],
    ['a limit whose name has a dash', withLimit({ name: 'a-b' }), ['limits[0].name']],
    ['a name of 65 letters', withLimit({ name: 'a'.repeat(65) }), ['limits[0].name']],
    ['a limit named twice', proposed({ limits: [limit, limit] }), ['limits[1].name']],
    ['a description that is no text', withLimit({ description: 1 }), ['limits[0].description']],
    ['a description of 201 letters', withLimit({ description: 'd'.repeat(201) }), ['limits[0].description']],
    ['an unknown kind', withLimit({ kind: 'weekly' }), ['limits[0].kind']],
    ['a kind that every object has', withLimit({ kind: 'toString' }), ['limits[0].kind']],
    ['a kind that is no text', withLimit({ kind: 1 }), ['limits[0].kind']],
    ['an unknown measure', withLimit({ measure: 'minutes' }), ['limits[0].measure']],
    ['an activity that is no yes or no', withLimit({ active: 'yes' }), ['limits[0].active']],
    ['values that are no map', withLimit({ values: [1] }), ['limits[0].values']],
    ['a value for a tier nobody knows', withLimit({ values: { gold: 1 } }), ['limits[0].values.gold']],
    ['a value of -2', withLimit({ values: { free: -2 } }), ['limits[0].values.free']],
    ['half a value', withLimit({ values: { free: 0.5 } }), ['limits[0].values.free']],
    ['a value as text', withLimit({ values: { free: '5' } }), ['limits[0].values.free']],
    [
      'a value beyond what a number holds',
      withLimit({ values: { free: 2 ** 53 } }),
      ['limits[0].values.free'],
    ],
    ['an unknown field of an action', withAction({ cost: 1 }), ['actions[0].cost']],
    ['an action named twice', proposed({ actions: [action, action] }), ['actions[1].name']],
    ['a subtype that is no text', withAction({ defaultSubtype: 4 }), ['actions[0].defaultSubtype']],
    ['limits of an action that are no list', withAction({ limits: 'l' }), ['actions[0].limits']],
    ['a limit nobody knows', withAction({ limits: ['l', 'm'] }), ['actions[0].limits[1]']],
    ['a limit consumed twice', withAction({ limits: ['l', 'l'] }), ['actions[0].limits[1]']],
    ['no price', withPrice(undefined), ['actions[0].price']],
    ['an unknown kind of price', withPrice({ kind: 'auction' }), ['actions[0].price.kind']],
    ['a free price with credits', withPrice({ kind: 'free', credits: '1' }), ['actions[0].price.credits']],
    ['a flat price without credits', withPrice({ kind: 'flat' }), ['actions[0].price.credits']],
    [
      'a flat price with models',
      withPrice({ kind: 'flat', credits: '1', models: {} }),
      ['actions[0].price.models'],
    ],
    [
      'a token price without models',
      withPrice({ kind: 'tokens', fallback: null }),
      ['actions[0].price.models'],
    ],
    [
      'a token price that forgets its fallback',
      withPrice({ kind: 'tokens', models: {} }),
      ['actions[0].price.fallback'],
    ],
    [
      'a model without an output price',
      withPrice({ kind: 'tokens', models: { 'gpt-4o': { inputPerMillion: '1' } }, fallback: perMillion }),
      ['actions[0].price.models.gpt-4o.outputPerMillion'],
    ],
    [
      'a fallback with an unknown field',
      withPrice({ kind: 'tokens', models: {}, fallback: { ...perMillion, perCall: '1' } }),
      ['actions[0].price.fallback.perCall'],
    ],
  ])('is told by exact field what is wrong: %s', (_, document, fields) => {
    expect(fieldsOf(document)).toEqual(fields);
  });

  it('is told everything at once', () => {
    const document = proposed({ unknownActions: 1, tiers: [{ ...tier, trialGrant: 'x' }], actions: [{}] });
    expect(fieldsOf(document)).toEqual([
      'unknownActions',
      'tiers[0].trialGrant',
      'actions[0].name',
      'actions[0].description',
      'actions[0].limits',
      'actions[0].price',
    ]);
  });

  it('holds at most 500 entries of a sort', () => {
    const limits = (count: number) => Array.from({ length: count }, (_, i) => ({ ...limit, name: `l${i}` }));
    expect(fieldsOf(proposed({ limits: limits(500) }))).toEqual([]);
    expect(fieldsOf(proposed({ limits: limits(501) }))).toEqual(['limits']);
  });
});
