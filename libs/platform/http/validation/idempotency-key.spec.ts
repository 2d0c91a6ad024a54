import { parseIdempotencyKey, Problem } from '../index';

function codeFor(given: unknown): string {
  try {
    parseIdempotencyKey(given);
    return 'accepted';
  } catch (error) {
    return (error as Problem).code;
  }
}

describe('an idempotency key', () => {
  it.each([['a'], ['x'.repeat(200)], ['0b9c6b36-9b3a-4d0e-8a4f-3f7c1d2e5a6b'], ['order 42/refund~1 "x"']])(
    'may be %p',
    (key) => {
      expect(parseIdempotencyKey(key)).toBe(key);
    },
  );

  it.each([[undefined], [null], ['']])('is missing when it is %p', (given) => {
    expect(codeFor(given)).toBe('idempotency-key-missing');
  });

  it.each([['x'.repeat(201)], ['x'.repeat(300)], ['schlüssel'], ['tab\there'], ['line\n'], [42], [['a']]])(
    'is not valid as %p',
    (given) => expect(codeFor(given)).toBe('idempotency-key-invalid'),
  );

  it('that is too long is told its length', () => {
    expect(() => parseIdempotencyKey('x'.repeat(300))).toThrow('has 300 characters; it must have 1 to 200');
  });
});
