import { armedBy, FAILPOINTS } from './failpoint';

describe('a failpoint', () => {
  it.each(FAILPOINTS)('%s is armed for its first visit, or for a later one', (name) => {
    expect(armedBy(name)).toEqual({ name, visit: 1 });
    expect(armedBy(`${name}:12`)).toEqual({ name, visit: 12 });
  });

  it.each([undefined, ''])('is not armed by %p', (text) => {
    expect(armedBy(text)).toBeUndefined();
  });

  it.each(['append', 'append.before:0', 'append.before:x', 'append.before:-1'])(
    'refuses %s: a typo must not make a fault test pass',
    (text) => {
      expect(() => armedBy(text)).toThrow(/names no failpoint; there are append\.before/);
    },
  );
});
