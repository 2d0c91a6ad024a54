import { catalogDiff } from './catalog-diff';
import { CatalogDocument } from './catalog-document';
import { DEFAULT_CATALOG } from './default-catalog';

const withLimits = (change: (limits: CatalogDocument['limits']) => CatalogDocument['limits']) => ({
  ...DEFAULT_CATALOG,
  limits: change(DEFAULT_CATALOG.limits),
});

describe('the difference between two versions of the catalog', () => {
  it('is nothing between a version and itself, whatever the order of its entries', () => {
    const reordered = withLimits((limits) => [...limits].reverse());
    expect(catalogDiff(DEFAULT_CATALOG, DEFAULT_CATALOG)).toEqual([]);
    expect(catalogDiff(DEFAULT_CATALOG, reordered)).toEqual([]);
  });

  it('names the exact field that changed, with both values', () => {
    const changed = withLimits((limits) =>
      limits.map((limit) =>
        limit.name === 'images_daily' ? { ...limit, values: { free: 12, team: 5 } } : limit,
      ),
    );
    expect(catalogDiff(DEFAULT_CATALOG, changed)).toEqual([
      { field: 'limits[images_daily].values.free', change: 'changed', before: 10, after: 12 },
      { field: 'limits[images_daily].values.pro', change: 'removed', before: 100 },
      { field: 'limits[images_daily].values.team', change: 'added', after: 5 },
    ]);
  });

  it('tells entries that came or went whole, and is the other way round backwards', () => {
    const [first, ...rest] = DEFAULT_CATALOG.limits;
    const less = withLimits(() => rest);
    const gone = { field: `limits[${first!.name}]` };
    expect(catalogDiff(DEFAULT_CATALOG, less)).toEqual([{ ...gone, change: 'removed', before: first }]);
    expect(catalogDiff(less, DEFAULT_CATALOG)).toEqual([{ ...gone, change: 'added', after: first }]);
  });

  it('compares lists of plain values whole', () => {
    const changed = withLimits((limits) =>
      limits.map((limit) => (limit.name === 'seats' ? { ...limit, thresholds: ['50%'] } : limit)),
    );
    expect(catalogDiff(DEFAULT_CATALOG, changed)).toEqual([
      { field: 'limits[seats].thresholds', change: 'changed', before: ['80%'], after: ['50%'] },
    ]);
  });
});
