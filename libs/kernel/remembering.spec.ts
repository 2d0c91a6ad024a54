import { remembering } from './remembering';

describe('a function that remembers its answers', () => {
  it('is asked once for what comes again, and is right about everything else', () => {
    const asked: string[] = [];
    const lengthOf = remembering((text) => {
      asked.push(text);
      return text.length;
    });
    expect(['a', 'bb', 'a', 'bb'].map(lengthOf)).toEqual([1, 2, 1, 2]);
    expect(asked).toEqual(['a', 'bb']);
  });

  it('stays right, and small, when it is asked about more than it keeps', () => {
    const same = remembering((text) => text);
    for (let round = 0; round < 2; round++) {
      for (let n = 0; n < 1_000; n++) expect(same(String(n))).toBe(String(n));
    }
  });
});
