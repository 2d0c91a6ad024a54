import { CommandAnswer } from '@ledgerline/platform/commands';
import { AccountDesk } from '../../testing/account-desk';

const told = (answers: readonly (CommandAnswer | Error)[]) =>
  answers.map((one) => (one instanceof Error ? (one as Error & { code: string }).code : one.outcome));
const many = (count: number, accountId = 'ada', body: object = { action: 'svg' }) =>
  Array.from({ length: count }, (_, n) => ({ accountId, key: `k-${n}`, body }));
const appendsOf = async (desk: AccountDesk, accountId = 'ada') =>
  (await desk.store.readStream(`account-${accountId}`, { fromRevision: 0n, countMax: 5_000 })).events.length;

describe('a batch of usage', () => {
  it('beyond what may wait for one account is answered overloaded item by item, and passes later', async () => {
    const desk = new AccountDesk(undefined, { queuedPerStreamMax: 5 });
    await desk.open('ada', 'plain');
    await desk.grant('ada', '100');
    const items = [...many(8), { accountId: 'nobody', key: 'n', body: { action: 'svg' } }];
    const first = told(await desk.recordAll(items));
    expect(first).toEqual([
      ...['accepted', 'accepted', 'accepted', 'accepted', 'accepted'],
      ...['overloaded', 'overloaded', 'overloaded'],
      'refused',
    ]);
    const left = items.filter((_, index) => first[index] === 'overloaded');
    expect(told(await desk.recordAll(left))).toEqual(['accepted', 'accepted', 'accepted']);
    const again = await desk.recordAll(many(5));
    expect(again.map((one) => !(one instanceof Error) && one.replayed)).toEqual(Array(5).fill(true));
  });

  it('is decided item by item on what those before it left: what no longer fits is refused alone', async () => {
    const desk = new AccountDesk();
    await desk.open('ada', 'plain');
    await desk.grant('ada', '3');
    expect(told(await desk.recordAll(many(5)))).toEqual([
      ...['accepted', 'accepted', 'accepted'],
      ...['refused', 'refused'],
    ]);
  });

  it('that is atomic takes nothing where its last item is one credit too many', async () => {
    const desk = new AccountDesk();
    await desk.open('ada', 'plain');
    await desk.grant('ada', '3');
    const before = await appendsOf(desk);
    expect(told(await desk.recordAll(many(4), 'together'))).toEqual([
      ...['atomic-batch-refused', 'atomic-batch-refused', 'atomic-batch-refused'],
      'refused',
    ]);
    expect(await appendsOf(desk)).toBe(before + 1);
    const three = many(4)
      .slice(0, 3)
      .map((item) => ({ ...item, key: `${item.key}-again` }));
    expect(told(await desk.recordAll(three, 'together'))).toEqual(['accepted', 'accepted', 'accepted']);
  });

  it('asked about only sees each item on what those before it would leave, and takes nothing', async () => {
    const desk = new AccountDesk();
    await desk.open('ada', 'plain');
    await desk.grant('ada', '2');
    const before = await appendsOf(desk);
    expect(told(await desk.recordAll(many(3), 'dry-run'))).toEqual(['accepted', 'accepted', 'refused']);
    expect(await appendsOf(desk)).toBe(before);
  });
});
