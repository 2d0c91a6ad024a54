import type { CatalogChange, CatalogDocument } from '../../../api/contract';
import { changeGroups } from './change-words';

const IMAGES = {
  name: 'images_daily',
  description: 'images today',
  kind: 'calendar-day',
  measure: 'count',
  values: { free: 10, pro: 100 },
  active: true,
};
const image = (price: object) => ({ name: 'image', description: 'An image', price, limits: [] });
const documentWith = (price: object) =>
  ({ tiers: [], limits: [IMAGES], actions: [image(price)] }) as unknown as CatalogDocument;

const FLAT = { kind: 'flat', credits: '10' };
const SAME = { before: documentWith(FLAT), after: documentWith(FLAT) };
const told = (...changes: CatalogChange[]) => changeGroups(changes, SAME);
const changed = (field: string, before: unknown, after: unknown) =>
  told({ field, change: 'changed', before, after })[0]!.sentences[0];

describe('changes of a catalog in plain words', () => {
  it('are told per limit, action and tier, limits first', () => {
    const groups = told(
      { field: 'tiers[free].dailyRefill', change: 'changed', before: '100', after: '50' },
      { field: 'limits[images_daily].values.free', change: 'changed', before: 10, after: 12 },
      { field: 'limits[images_daily].values.team', change: 'added', after: 500 },
    );
    expect(groups).toEqual([
      {
        ...{ section: 'limits', name: 'images_daily', change: 'changed' },
        sentences: ['Tier free: 10 → 12', 'Tier team: no value (unlimited) → 500'],
      },
      { section: 'tiers', name: 'free', change: 'changed', sentences: ['Daily refill: 100 → 50'] },
    ]);
  });

  it('say what unlimited, inactive and soft come to', () => {
    expect(changed('limits[images_daily].values.pro', 100, -1)).toBe('Tier pro: 100 → unlimited');
    expect(changed('limits[images_daily].memberValues.pro', 10, 5)).toBe('Each member in tier pro: 10 → 5');
    expect(changed('limits[images_daily].active', true, false)).toMatch(/^No longer enforced/);
    expect(changed('limits[images_daily].enforcement', 'hard', 'soft')).toMatch(/^Soft from now on/);
    expect(changed('limits[images_daily].thresholds', ['80%'], ['80%', '95%'])).toBe(
      'Thresholds: 80% → 80%, 95%',
    );
  });

  it('tell a new and a removed limit whole', () => {
    const [group] = told({ field: 'limits[images_daily]', change: 'added', after: IMAGES });
    expect(group).toMatchObject({
      change: 'added',
      sentences: ['New: images today, per calendar day, hard: free 10, pro 100.'],
    });
    const [gone] = told({ field: 'limits[images_daily]', change: 'removed', before: IMAGES });
    expect(gone!.sentences[0]).toMatch(/^Gone; it was: images today/);
  });

  it('tell a price of another kind once, whole, and a new figure by its model', () => {
    const tokens = {
      kind: 'tokens',
      models: { m: { inputPerMillion: '15', outputPerMillion: '60' } },
      fallback: null,
    };
    const changes: CatalogChange[] = [
      { field: 'actions[image].price.kind', change: 'changed', before: 'flat', after: 'tokens' },
      { field: 'actions[image].price.credits', change: 'removed', before: '10' },
      { field: 'actions[image].price.models', change: 'added', after: tokens.models },
    ];
    const [group] = changeGroups(changes, { before: documentWith(FLAT), after: documentWith(tokens) });
    expect(group!.sentences).toEqual(['Price: 10 credits each → by tokens, per million: m 15 in, 60 out']);
    expect(changed('actions[image].price.models.gpt-4.1.inputPerMillion', '15', '20')).toBe(
      'Price of gpt-4.1, per million tokens in: 15 → 20',
    );
  });

  it('name whatever else changes by its field', () => {
    expect(changed('plans[pro].monthly.price.amount', '10.00', '12.00')).toBe(
      'Monthly, price, amount: 10.00 → 12.00',
    );
    expect(changed('unknownActions', 'allow', 'refuse')).toBe('allow → refuse');
  });
});
