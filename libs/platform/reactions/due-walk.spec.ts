import { BEGINNING, DueWalk, stuckSince, walkedOn } from './due-walk';

const at = (n: number) => ({ streamId: `a${n}`, dueAt: `2026-01-01T00:00:0${n}.000Z` });

/** A page of which everything was settled, unless said otherwise. */
function page(items: readonly ReturnType<typeof at>[], more: Partial<Parameters<typeof walkedOn>[1]> = {}) {
  return { items, position: 'p-0', isWhole: true, settledTo: '', failures: [], ...more };
}

describe('a walk over what is due', () => {
  const walk = (pages: readonly Parameters<typeof walkedOn>[1][], from: DueWalk = BEGINNING) =>
    pages.reduce(walkedOn, from);

  it('goes on beyond the last place it saw, page by page', () => {
    expect(walk([page([at(1), at(2)], { isWhole: false })]).after).toEqual(at(2));
    expect(walk([page([at(1)], { isWhole: false }), page([], {})]).after).toEqual(at(1));
  });

  it('does not turn back before the read models reflect what it settled', () => {
    const ended = walk([page([at(1)], { settledTo: 'p-5' })]);
    expect(ended).toMatchObject({ after: at(1), turnsAt: 'p-5' });
    expect(walk([page([], { position: 'p-4' })], ended).after).toEqual(at(1));
    expect(walk([page([], { position: 'p-5' })], ended)).toEqual(BEGINNING);
  });

  it('turns back while more keeps falling due: what it settled since its end is not waited for', () => {
    const busy = walk([page([at(1)], { settledTo: 'p-5' }), page([at(2)], { settledTo: 'p-9' })]);
    expect(busy).toMatchObject({ after: at(2), turnsAt: 'p-5' });
    expect(walk([page([at(3)], { position: 'p-6', settledTo: 'p-12' })], busy)).toEqual(BEGINNING);
  });

  it('knows since when something is due that failed, until it has walked over all of it again', () => {
    const failed = walk([page([at(1), at(2)], { failures: [at(2), at(1)], settledTo: 'p-5' })]);
    expect(stuckSince(failed)).toBe(at(1).dueAt);
    const turned = walk([page([], { position: 'p-5' })], failed);
    expect([turned.after, stuckSince(turned)]).toEqual([undefined, at(1).dueAt]);
    const inTheMidst = walk([page([at(1)], { isWhole: false })], turned);
    expect(stuckSince(inTheMidst)).toBe(at(1).dueAt);
    expect(stuckSince(walk([page([at(2)])], inTheMidst))).toBeUndefined();
  });
});
