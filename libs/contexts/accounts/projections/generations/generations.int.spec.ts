import { testDatabase } from '@ledgerline/testing';
import { GivenReads, givenReads } from '../../queries/given-reads';
import { GivenHistory } from '../given-history';
import { DuePlace, listDueItems, ListDueItems } from './due-items.queries';
import { findGeneration, FindGeneration, listGenerations, ListGenerations } from './generations.queries';
import { listOpenHolds, ListOpenHolds } from './open-holds.queries';

describe('the queries of generations', () => {
  let database: Awaited<ReturnType<typeof testDatabase>>;
  let given: GivenReads;
  const history = new GivenHistory('2026-11-21T09:00:00.000Z');
  const list = (asked: ListGenerations['asked'], personal: 'shown' | 'hidden' = 'hidden') =>
    listGenerations(given.reads, new ListGenerations(asked, personal));
  const ids = async (asked: ListGenerations['asked']) =>
    (await list(asked)).items.map((item) => `${item.accountId}/${item.generationId}`);
  const holds = (accountId?: string) => listOpenHolds(given.reads, new ListOpenHolds({ accountId }));
  const due = async () => {
    const { items } = await listDueItems(given.reads, new ListDueItems(history.now, 10, undefined));
    return items.map(({ accountId, kind, itemId }) => `${accountId} ${kind} ${itemId}`);
  };

  beforeAll(async () => {
    database = await testDatabase();
    given = await givenReads(database.appUrl, history);
    const prompt = `${'🦉'.repeat(60)}${'x'.repeat(100)}`;
    const sealed = await given.sealer.seal('acme', JSON.stringify({ prompt, parameters: { steps: 3 } }));
    const error = await given.sealer.seal('acme', JSON.stringify({ error: 'upstream said no' }));
    history.open('acme').grant('acme', 'lot', { credits: 100n }).open('other').grant('other', 'lot');
    history
      .request('acme', 'g1', { sealed })
      .after(60)
      .request('other', 'g1', { sealed: null, actorUserId: null });
    history.after(60).request('acme', 'g2', { action: 'image', sealed: null, timeoutSeconds: 120 });
    history.fail('acme', 'g1', 'boom', error).complete('other', 'g1', { costMicros: 1_000_000n });
    await given.project();
  });

  afterAll(async () => {
    await given?.end();
    await database?.drop();
  });

  it('lists the newest requests first, of all accounts or of one', async () => {
    expect(await ids({})).toEqual(['acme/g2', 'other/g1', 'acme/g1']);
    expect(await ids({ accountId: 'acme' })).toEqual(['acme/g2', 'acme/g1']);
  });

  it.each([
    [{ state: 'PENDING' }, ['acme/g2']],
    [{ action: 'image' }, ['acme/g2']],
    [{ actor: 'mia', state: 'FAILED' }, ['acme/g1']],
    [{ from: '2026-11-21T09:01:00.000Z', to: '2026-11-21T09:02:00.000Z' }, ['other/g1']],
  ])('filters by %j', async (filter, expected) => {
    expect(await ids(filter)).toEqual(expected);
  });

  it('shows 100 whole characters of a prompt and the error to those who may read them', async () => {
    const { items } = await list({ accountId: 'acme' }, 'shown');
    expect(items[1]!.promptPreview).toBe('🦉'.repeat(60) + 'x'.repeat(40));
    expect(items[1]!.error).toBe('upstream said no');
    expect(items[0]!.promptPreview).toBeNull();
  });

  it('shows neither to others, nor anybody the sealed text', async () => {
    const { items } = await list({ accountId: 'acme' }, 'hidden');
    expect(items[1]).toMatchObject({ promptPreview: null, error: null, errorCode: 'boom' });
    expect(JSON.stringify(items)).not.toContain('v1.');
  });

  it('shows nothing of an erased owner', async () => {
    await given.sealer.erase('acme');
    const { items } = await list({ accountId: 'acme' }, 'shown');
    expect(items[1]).toMatchObject({ promptPreview: null, error: null });
  });

  it('finds one by its id, and in its account', async () => {
    const find = (asked: FindGeneration['asked']) =>
      findGeneration(given.reads, new FindGeneration('g1', asked, 'hidden'));
    expect((await find({})).generation).toMatchObject({
      accountId: 'other',
      state: 'COMPLETED',
      charged: '1',
    });
    expect((await find({ accountId: 'acme' })).generation).toMatchObject({ state: 'FAILED', charged: '0' });
    expect((await find({ accountId: 'nobody' })).generation).toBeUndefined();
  });

  it('lists open holds by deadline, with their age', async () => {
    history.after(119);
    expect((await holds('acme')).items).toEqual([
      {
        accountId: 'acme',
        generationId: 'g2',
        action: 'image',
        actorUserId: 'mia',
        held: '10',
        requestedAt: '2026-11-21T09:02:00.000Z',
        ageSeconds: 119,
        deadlineAt: '2026-11-21T09:04:00.000Z',
        overdue: false,
      },
    ]);
    history.after(1);
    expect((await holds()).items).toMatchObject([{ generationId: 'g2', overdue: true }]);
    expect((await holds('other')).items).toEqual([]);
  });

  it('has a due item from the deadline on, until its outcome was seen', async () => {
    history.at('2026-11-21T09:03:59.999Z');
    expect(await due()).toEqual([]);
    history.at('2026-11-21T09:04:00.000Z');
    expect(await due()).toEqual(['acme hold g2']);
    history.settle('acme');
    await given.project();
    expect(await due()).toEqual([]);
  });

  it('has a due item for a lot that lapsed, unless all of it is held or spent', async () => {
    const expiresAt = '2026-11-21T10:00:00.000Z';
    history.open('third').grant('third', 'free', { credits: 1n, expiresAt, priority: 2 });
    history.grant('third', 'held', { credits: 1n, expiresAt, priority: 1 });
    history.grant('third', 'spent', { credits: 1n, expiresAt, priority: 0 });
    history.request('third', 'g1', { costMicros: 1_000_000n }).complete('third', 'g1');
    history.request('third', 'g2', { costMicros: 1_000_000n, timeoutSeconds: 7200 });
    await given.project();
    history.at(expiresAt);
    expect(await due()).toEqual(['third lot free']);
    history.fail('third', 'g2');
    await given.project();
    expect(await due()).toEqual(['third lot held']);
  });

  it('lists due items page by page, each account once for what is due at one instant', async () => {
    const [early, late] = ['2026-11-21T12:00:00.000Z', '2026-11-21T13:00:00.000Z'];
    for (const id of ['page-c', 'page-a', 'page-b']) {
      history.open(id).grant(id, `late ${id}`, { expiresAt: late }).grant(id, id, { expiresAt: early });
    }
    history.request('page-b', 'g1', { costMicros: 0n, timeoutSeconds: 3_600 });
    const position = await given.project();
    history.at(late);
    const walked: string[] = [];
    for (let after: DuePlace | undefined; ;) {
      const page = await listDueItems(given.reads, new ListDueItems(history.now, 2, after));
      expect(page.position).toBe(position);
      walked.push(...page.items.map(({ itemId }) => itemId));
      after = page.items.at(-1);
      if (page.items.length < 2) break;
    }
    const ours = walked.filter((itemId) => itemId.includes('page') || itemId === 'g1');
    expect(ours).toEqual(['g1', 'page-a', 'page-b', 'page-c', 'late page-a', 'late page-b', 'late page-c']);
  });
});
