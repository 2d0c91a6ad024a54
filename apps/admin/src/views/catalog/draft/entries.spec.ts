import type { CatalogDocument } from '../../../api/contract';
import { isPublished, withoutEntry } from './entries';

const DOCUMENT = {
  tiers: [{ name: 'free' }, { name: 'team' }],
  limits: [
    { name: 'images', values: { free: 1, team: 2 }, memberValues: { team: 1 } },
    { name: 'videos', values: { free: 1 } },
  ],
  actions: [{ name: 'image', limits: ['images', 'videos'] }],
  plans: [{ name: 'team_standard', tier: 'team' }],
} as unknown as CatalogDocument;

describe('entries of a draft', () => {
  it('leave with what only they gave a meaning; plans are not touched', () => {
    const withoutTier = withoutEntry(DOCUMENT, 'tiers', 1);
    expect(withoutTier.limits[0]).toEqual({ name: 'images', values: { free: 1 }, memberValues: {} });
    expect(withoutTier.plans).toBe(DOCUMENT.plans);
    const withoutLimit = withoutEntry(DOCUMENT, 'limits', 0);
    expect(withoutLimit.actions[0]!.limits).toEqual(['videos']);
    expect(withoutLimit.limits).toEqual([DOCUMENT.limits[1]]);
  });

  it('leave alone what another of the same name still means', () => {
    const twice = { ...DOCUMENT, limits: [...DOCUMENT.limits, DOCUMENT.limits[0]!] };
    expect(withoutEntry(twice, 'limits', 2).actions).toBe(DOCUMENT.actions);
  });

  it('are published where the version in force has them; one that takes their name is not', () => {
    const limits = [...DOCUMENT.limits, { ...DOCUMENT.limits[0]! }];
    const draft = { base: { version: 1, document: DOCUMENT }, document: { ...DOCUMENT, limits } };
    expect([0, 1, 2].map((index) => isPublished(draft, 'limits', index))).toEqual([true, true, false]);
  });
});
