import { BadCursor, decodeCursor, encodeCursor, SortColumn } from './cursor';

const SORT: readonly SortColumn[] = [
  { column: 'at', type: 'timestamp' },
  { column: 'id', type: 'text' },
];
const ROW = { at: '2026-11-21T09:00:00.000Z', id: 'g1', other: 1n };

describe('a cursor', () => {
  it('brings back the sort key of the row it was made of', () => {
    expect(decodeCursor('things', SORT, encodeCursor('things', SORT, ROW))).toEqual([ROW.at, 'g1']);
  });

  it.each([
    ['of another list', encodeCursor('others', SORT, ROW)],
    ['with another sort key', encodeCursor('things', SORT.slice(1), ROW)],
    ['with a time that is none', encodeCursor('things', SORT, { ...ROW, at: 'yesterday' })],
    ['with a text no column can hold', encodeCursor('things', SORT, { ...ROW, id: 'a\0b' })],
    ['with a number for a text', encodeCursor('things', SORT, { ...ROW, id: 7 })],
    ['that is no JSON', 'abc'],
    ['that is no list', Buffer.from('{}').toString('base64url')],
    ['that is empty', ''],
    ['that is too long', 'A'.repeat(4_001)],
  ])('%s is refused', (_what, cursor) => {
    expect(() => decodeCursor('things', SORT, cursor)).toThrow(BadCursor);
  });
});
