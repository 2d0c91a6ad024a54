import { DEFAULT_CATALOG } from '@ledgerline/contexts/catalog';
import { describeWithPostgres } from '@ledgerline/testing';
import { RunningSystem, startSystem } from './running-system';

const [FIRST, ...OTHERS] = DEFAULT_CATALOG.limits;
const withFirst = (change: object) => ({ ...DEFAULT_CATALOG, limits: [{ ...FIRST, ...change }, ...OTHERS] });
const RAISED = withFirst({ values: { free: 12, pro: 100 } });

describeWithPostgres('the catalog over HTTP', () => {
  let system: RunningSystem;
  beforeAll(async () => {
    system = await startSystem();
  });
  afterAll(() => system.stop());

  const diff = (document: object) =>
    system.finance.send('POST', '/v1/catalog/diff', JSON.stringify({ document }));

  it('says what publishing a draft would change, by exact field, and publishes nothing', async () => {
    const head = await system.runtime.store.head();
    expect(await diff(RAISED)).toMatchObject({
      status: 200,
      body: {
        from: 1,
        changes: [{ field: 'limits[images_daily].values.free', change: 'changed', before: 10, after: 12 }],
      },
    });
    expect((await diff(DEFAULT_CATALOG)).body.changes).toEqual([]);
    expect(await system.runtime.store.head()).toBe(head);
  });

  it('says what is wrong with a draft as publishing would, continuity of counts included', async () => {
    const wrong = await diff(withFirst({ values: { free: -2 } }));
    expect(wrong).toMatchObject({ status: 422, body: { code: 'validation-failed' } });
    expect(wrong.body.errors).toMatchObject([{ field: 'document.limits[0].values.free' }]);
    const otherwise = await diff(withFirst({ kind: 'calendar-week' }));
    expect(otherwise.body.errors).toMatchObject([{ field: 'document.limits[0].kind' }]);
    const service = await system.service.send('POST', '/v1/catalog/diff', '{}');
    expect(service.status).toBe(403);
  });

  it('shows in the audit who published, and who was refused', async () => {
    const { admin } = system;
    const published = await admin.command('/v1/catalog', {
      document: RAISED,
      reason: 'More',
      expectedVersion: 1,
    });
    expect(published).toMatchObject({ status: 201, body: { version: 2 } });
    const refused = await admin.command('/v1/catalog', {
      document: DEFAULT_CATALOG,
      reason: 'Less',
      expectedVersion: 1,
    });
    expect(refused).toMatchObject({ status: 409, body: { code: 'catalog-conflict', version: 2 } });
    const audit = await admin.reading('/v1/audit?command=PublishCatalog', refused.body.position);
    expect(audit.body.items).toMatchObject([
      {
        outcome: 'refused',
        reason: 'catalog-conflict',
        actor: 'admin-key',
        accountId: null,
        ip: '127.0.0.1',
      },
      { outcome: 'accepted', actor: 'admin-key', input: { version: 2, reason: 'More' } },
      { outcome: 'accepted', actor: 'ledgerline', input: { version: 1 } },
    ]);
    expect(audit.body.items[1].input.document).toBeUndefined();
  });
});
