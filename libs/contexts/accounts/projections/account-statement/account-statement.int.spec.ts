import { text } from 'node:stream/consumers';
import { testDatabase } from '@ledgerline/testing';
import { GivenReads, givenReads } from '../../queries/given-reads';
import { GivenHistory } from '../given-history';
import { exportStatement, ExportStatement, readStatement, ReadStatement } from './account-statement.queries';

/** More than the cursor fetches at a time. */
const MANY = 1_100;

describe('the query of a statement', () => {
  let database: Awaited<ReturnType<typeof testDatabase>>;
  let given: GivenReads;
  const history = new GivenHistory('2026-11-21T09:00:00.000Z');
  const read = (asked: ReadStatement['asked']) =>
    readStatement(given.reads, new ReadStatement('acme', asked));
  const lots = async (asked: ReadStatement['asked']) => (await read(asked)).items.map((entry) => entry.lotId);
  const csvOf = async () => text((await exportStatement(given.reads, new ExportStatement('acme', {}))).csv);

  beforeAll(async () => {
    database = await testDatabase();
    given = await givenReads(database.appUrl, history);
    history.open('other').grant('other', 'foreign').open('acme');
    history.grant('acme', 'a', { credits: 6n, priority: 1, reference: 'ref-1', orderId: 'order-1' });
    history.after(60).grant('acme', 'b', {
      credits: 50n,
      creditType: 'PURCHASE',
      ...{ paymentId: 'pay-1', paymentMethod: 'card' },
      purchaseAmount: { amountMinor: 1050n, currency: 'EUR' },
      reason: '=HYPERLINK("x")',
      attributes: { campaign: 'autumn' },
    });
    history.after(60).request('acme', 'g1').complete('acme', 'g1');
    history.after(60).refill('acme', 2n).at('2026-11-22T00:00:00.000Z').settle('acme');
    await given.project();
  });

  afterAll(async () => {
    await given?.end();
    await database?.drop();
  });

  it('lists movements newest first, a charge with the balance after each lot', async () => {
    const { items } = await read({});
    expect(items.map((e) => [e.type, e.lotId, e.amount, e.balanceAfter])).toEqual([
      ['EXPIRY', 'refill-2026-11-21', '-2', '46'],
      ['DAILY_REFILL', 'refill-2026-11-21', '2', '48'],
      ['USAGE', 'b', '-4', '46'],
      ['USAGE', 'a', '-6', '50'],
      ['PURCHASE', 'b', '50', '56'],
      ['BONUS', 'a', '6', '6'],
    ]);
    expect(items[4]).toMatchObject({
      purchaseAmount: '10.50',
      purchaseCurrency: 'EUR',
      paymentMethod: 'card',
      attributes: { campaign: 'autumn' },
      at: '2026-11-21T09:01:00.000Z',
    });
  });

  it.each([
    [{ type: 'PURCHASE' }, ['b']],
    [{ from: '2026-11-21T09:01:00.000Z', to: '2026-11-21T09:02:00.000Z' }, ['b']],
    [{ to: '2026-11-21T09:01:00.000Z' }, ['a']],
    [{ actor: 'mia' }, ['b', 'a']],
    [{ action: 'prompt', lotId: 'a' }, ['a']],
    [{ reference: 'ref-1' }, ['a']],
    [{ generationId: 'g1' }, ['b', 'a']],
    [{ model: 'gpt-4o-mini', service: 'studio' }, ['b', 'a']],
    [{ orderId: 'order-1' }, ['a']],
    [{ paymentMethod: 'card' }, ['b']],
    [{ paymentId: 'pay-1' }, ['b']],
    [{ description: 'hyperlink(' }, ['b']],
    [{ description: '%' }, []],
    [{ amount: '-6' }, ['a']],
    [{ amount: '6' }, ['a']],
    [{ balanceAfter: '46.000000' }, ['refill-2026-11-21', 'b']],
    [{ purchase: '10.5 EUR' }, ['b']],
    [{ purchase: '10.50 USD' }, []],
    [{ purchase: '10.501 EUR' }, []],
    [{ attribute: 'campaign=autumn' }, ['b']],
    [{ attribute: 'campaign=spring' }, []],
    [{ type: 'VOID' }, []],
  ])('filters by %j', async (filter, expected) => {
    expect(await lots(filter)).toEqual(expected);
  });

  it('pages through entries of one moment and of one event without losing or repeating one', async () => {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await read({ limit: 1, cursor });
      seen.push(...page.items.map((entry) => entry.entryId));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(seen).toEqual((await read({})).items.map((entry) => entry.entryId));
  });

  it('is a CSV with the same entries, in which no cell is a formula', async () => {
    const lines = (await csvOf()).trimEnd().split('\n');
    expect(lines[0]).toMatch(/^entryId,at,type,amount,balanceAfter,/);
    expect(lines).toHaveLength(7);
    expect(lines[1]).toContain(',EXPIRY,-2,46,');
    expect(lines[5]).toContain(`"'=HYPERLINK(""x"")"`);
  });

  it('streams more rows than one page holds, all as of one position', async () => {
    for (let i = 0; i < MANY; i++) history.grant('acme', `many-${i}`, { credits: 1n });
    const position = await given.project();
    const answer = await exportStatement(given.reads, new ExportStatement('acme', { minPosition: position }));
    expect(answer.position).toBe(position);
    history.grant('acme', 'afterwards');
    await given.project();
    const csv = await text(answer.csv);
    expect(csv.trimEnd().split('\n')).toHaveLength(1 + 6 + MANY);
    expect(csv).not.toContain('afterwards');
  }, 30_000);

  it('gives its snapshot back when the reader goes away', async () => {
    const { csv } = await exportStatement(given.reads, new ExportStatement('acme', {}));
    for await (const _line of csv) break;
    expect(given.pool.idleCount).toBeLessThanOrEqual(given.pool.totalCount);
    expect(given.pool.waitingCount).toBe(0);
    expect((await given.pool.query(`select from pg_cursors`)).rowCount).toBe(0);
  });
});
