import { arrayLiteral } from './array-literal';
import { ColumnType } from './projection';

const literal = (type: ColumnType, values: readonly unknown[]) =>
  arrayLiteral(
    type,
    values.map((value) => ({ value, other: 'never' })),
    'value',
  );

describe('an array literal', () => {
  it('tells a null from the word', () => {
    expect(literal('text', [null, 'NULL', ''])).toBe('{NULL,"NULL",""}');
  });

  it('escapes what would end an element', () => {
    expect(literal('text', ['a"b', 'a\\b', '{a,b}'])).toBe('{"a\\"b","a\\\\b","{a,b}"}');
  });

  it('spells numbers exactly, however large', () => {
    expect(literal('bigint', [2n ** 63n - 1n, -1n])).toBe('{9223372036854775807,-1}');
    expect(literal('sum', [2n ** 64n, null])).toBe('{18446744073709551616,NULL}');
  });

  it('holds JSON as text', () => {
    expect(literal('json', [{ a: 1 }, 'b', 0, null])).toBe('{"{\\"a\\":1}","\\"b\\"","0",NULL}');
  });

  it('is empty for no rows', () => {
    expect(literal('integer', [])).toBe('{}');
  });
});
