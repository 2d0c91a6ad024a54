import { arrayLiteral } from './array-literal';

describe('an array literal', () => {
  it('tells a null from the word', () => {
    expect(arrayLiteral('text', [null, 'NULL', ''])).toBe('{NULL,"NULL",""}');
  });

  it('escapes what would end an element', () => {
    expect(arrayLiteral('text', ['a"b', 'a\\b', '{a,b}'])).toBe('{"a\\"b","a\\\\b","{a,b}"}');
  });

  it('spells numbers exactly, however large', () => {
    expect(arrayLiteral('bigint', [2n ** 63n - 1n, -1n])).toBe('{9223372036854775807,-1}');
  });

  it('holds JSON as text', () => {
    expect(arrayLiteral('json', [{ a: 1 }, 'b', 0, null])).toBe('{"{\\"a\\":1}","\\"b\\"","0",NULL}');
  });

  it('is empty for no rows', () => {
    expect(arrayLiteral('integer', [])).toBe('{}');
  });
});
