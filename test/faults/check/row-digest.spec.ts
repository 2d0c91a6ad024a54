import { rowDigest } from './row-digest';

const COLUMNS = { id: 'text', note: 'text', amount: 'bigint', parts: 'json' } as const;
const digest = rowDigest({ columns: COLUMNS });
const ROW = { id: 'a', note: 'b', amount: 1n, parts: [{ n: 1 }], last_position: 'p-1' };

describe('the digest of a row', () => {
  it('is the same whatever the order of the columns', () => {
    const { id, ...rest } = ROW;
    expect(digest({ ...rest, id })).toBe(digest(ROW));
  });

  it.each([
    [{ id: 'A' }],
    [{ id: 'ab', note: '' }],
    [{ note: null }],
    [{ note: 'null' }],
    [{ note: undefined }],
    [{ amount: 2n }],
    [{ amount: '1' }],
    [{ parts: [{ n: '1' }] }],
    [{ last_position: 'p-2' }],
  ])('is another with %p', (change) => {
    expect(digest({ ...ROW, ...change })).not.toBe(digest(ROW));
  });
});
