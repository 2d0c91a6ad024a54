import { accept, noEffect } from '@ledgerline/kernel';
import { catalogEvents, catalogStream, CatalogState } from '../../domain/catalog-stream';
import { DEFAULT_CATALOG } from '../../domain/default-catalog';
import { publishCatalog } from './publish-catalog';

const now = '2026-11-21T09:00:00.000Z';
const by = { author: 'ada', reason: 'a new price' };
const EMPTY: CatalogState = catalogStream.initial();
const REFUSING = { ...DEFAULT_CATALOG, unknownActions: 'refuse' as const };

function published(...documents: readonly (typeof DEFAULT_CATALOG)[]): CatalogState {
  return documents.reduce((state, document) => {
    const decision = publishCatalog({ document, ...by }, state, { now });
    return decision.kind === 'accepted' ? decision.events.reduce(catalogStream.evolve, state) : state;
  }, EMPTY);
}

describe('publishing a catalog', () => {
  it('makes it version 1, whole, with who, why and when', () => {
    expect(publishCatalog({ document: DEFAULT_CATALOG, ...by }, EMPTY, { now })).toEqual(
      accept({
        type: 'CatalogPublished',
        data: { version: 1, document: DEFAULT_CATALOG, ...by, publishedAt: now },
      }),
    );
  });

  it('makes the next one version 2, and an old one published again version 3', () => {
    expect(published(DEFAULT_CATALOG, REFUSING)).toMatchObject({ version: 2, document: REFUSING });
    expect(published(DEFAULT_CATALOG, REFUSING, DEFAULT_CATALOG)).toMatchObject({
      version: 3,
      document: DEFAULT_CATALOG,
    });
  });

  it('changes nothing where it is in force already, whatever the order of its fields', () => {
    const { unknownActions, ...rest } = JSON.parse(JSON.stringify(DEFAULT_CATALOG)) as typeof DEFAULT_CATALOG;
    const reordered = { ...rest, unknownActions };
    expect(publishCatalog({ document: reordered, ...by }, published(DEFAULT_CATALOG), { now })).toEqual(
      noEffect('already-in-force'),
    );
  });
});

describe('an edit of the catalog', () => {
  const inForce = published(DEFAULT_CATALOG);
  const withFirstLimit = (change: object) => {
    const [first, ...rest] = DEFAULT_CATALOG.limits;
    return { ...DEFAULT_CATALOG, limits: [{ ...first!, ...change }, ...rest] };
  };

  it('that started from another version than the one in force is refused catalog-conflict', () => {
    const edit = { document: REFUSING, ...by };
    expect(publishCatalog({ ...edit, expectedVersion: 0 }, inForce, { now })).toMatchObject({
      reason: 'catalog-conflict',
      figures: { expectedVersion: 0, version: 1 },
    });
    expect(publishCatalog({ ...edit, expectedVersion: 1 }, inForce, { now }).kind).toBe('accepted');
    expect(publishCatalog({ ...edit, expectedVersion: 0 }, EMPTY, { now }).kind).toBe('accepted');
  });

  it('that lets a limit count otherwise is refused catalog-incompatible, field by field', () => {
    const document = withFirstLimit({ kind: 'rolling', durationSeconds: 3_600, measure: 'tokens' });
    const decision = publishCatalog({ document, ...by }, inForce, { now });
    expect(decision).toMatchObject({ reason: 'catalog-incompatible' });
    expect(Object.keys('figures' in decision ? decision.figures : {})).toEqual([
      'document.limits[0].kind',
      'document.limits[0].measure',
      'document.limits[0].durationSeconds',
    ]);
  });

  it('that brings a dropped limit back lets it count as it did', () => {
    const [first, ...limits] = DEFAULT_CATALOG.limits;
    const without = { ...DEFAULT_CATALOG, actions: [], limits };
    const again = (change: object) => ({ ...without, limits: [{ ...first!, ...change }, ...limits] });
    const dropped = published(DEFAULT_CATALOG, without);
    expect(publishCatalog({ document: again({ measure: 'tokens' }), ...by }, dropped, { now })).toMatchObject(
      {
        reason: 'catalog-incompatible',
        figures: { 'document.limits[0].measure': expect.stringMatching(/^was count: /) as string },
      },
    );
    expect(publishCatalog({ document: again({}), ...by }, dropped, { now }).kind).toBe('accepted');
  });

  it('may change what a limit is worth, and drop it', () => {
    const { limits } = DEFAULT_CATALOG;
    for (const document of [
      withFirstLimit({ values: { free: 1 } }),
      { ...DEFAULT_CATALOG, actions: [], limits: limits.slice(1) },
    ]) {
      expect(publishCatalog({ document, ...by }, inForce, { now }).kind).toBe('accepted');
    }
  });
});

describe('the catalog stream', () => {
  const event = {
    type: 'CatalogPublished',
    data: { version: 1, document: DEFAULT_CATALOG, ...by, publishedAt: now },
  } as const;
  const context = { command: { name: 'PublishCatalog', parameters: {}, sealed: null }, state: EMPTY, now };

  it('reads back what it wrote', () => {
    const { type, data } = catalogEvents.encode(event);
    expect(catalogEvents.decode(type, data)).toStrictEqual(event);
  });

  it('records refusals and what had no effect without moving the version', () => {
    const refusal = { kind: 'refused' as const, reason: 'catalog-conflict', figures: { version: 1 } };
    const refused = catalogStream.refused(refusal, { ...context, context: undefined })!;
    const idle = catalogStream.hadNoEffect('already-in-force', context.command, undefined);
    expect([refused, idle].reduce(catalogStream.evolve, published(DEFAULT_CATALOG))).toEqual(
      published(DEFAULT_CATALOG),
    );
    expect([event, refused, idle].map(catalogStream.outcomeOf)).toEqual([
      { outcome: 'accepted' },
      { outcome: 'refused', refusal },
      { outcome: 'no-effect' },
    ]);
  });
});
