import fc from 'fast-check';
import { roundedQuotient } from './rounding';

describe('rounding', () => {
  it.each([
    [5n, 10n, 1n],
    [49n, 100n, 0n],
    [-5n, 10n, -1n],
    [-49n, 100n, 0n],
    [15n, 10n, 2n],
    [25n, 10n, 3n],
    [7n, 7n, 1n],
    [0n, 3n, 0n],
  ])('makes %s / %s to %s', (numerator, denominator, whole) => {
    expect(roundedQuotient(numerator, denominator)).toBe(whole);
  });

  it('is never further than a half from the quotient, and the same on both sides of zero', () => {
    fc.assert(
      fc.property(
        fc.bigInt(-(10n ** 24n), 10n ** 24n),
        fc.bigInt(1n, 10n ** 9n),
        (numerator, denominator) => {
          const rounded = roundedQuotient(numerator, denominator);
          const off = 2n * (rounded * denominator - numerator);
          expect(off <= denominator && -off <= denominator).toBe(true);
          expect(roundedQuotient(-numerator, denominator)).toBe(-rounded);
        },
      ),
    );
  });

  it('divides by nothing', () => {
    expect(() => roundedQuotient(1n, 0n)).toThrow('nothing is divided by zero or less');
  });
});
