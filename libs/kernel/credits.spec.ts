import fc from 'fast-check';
import { CREDITS_MICROS_MAX, formatCredits, minMicros, parseCredits } from './credits';

const anyMicros = fc.bigInt({ min: -CREDITS_MICROS_MAX, max: CREDITS_MICROS_MAX });

describe('credits as text', () => {
  it.each([
    ['0', 0n],
    ['1', 1_000_000n],
    ['12.5', 12_500_000n],
    ['12.500000', 12_500_000n],
    ['0.000001', 1n],
    ['-0.000001', -1n],
    ['-3', -3_000_000n],
    ['1000000000000', CREDITS_MICROS_MAX],
    ['-1000000000000', -CREDITS_MICROS_MAX],
  ])('reads %s', (text, micros) => {
    expect(parseCredits(text)).toBe(micros);
  });

  it.each([
    ['nothing', ''],
    ['a lonely sign', '-'],
    ['a negative zero', '-0'],
    ['a negative zero with places', '-0.000000'],
    ['a plus', '+1'],
    ['seven places', '0.0000001'],
    ['seven places that are zero', '1.0000000'],
    ['one micro beyond the bound', '1000000000000.000001'],
    ['one micro below the bound of debts', '-1000000000000.000001'],
    ['10 to the 30', '1000000000000000000000000000000'],
    ['an exponent', '1e3'],
    ['a point without places', '1.'],
    ['places without a whole', '.5'],
    ['two points', '1.2.3'],
    ['a comma', '1,5'],
    ['a thousands mark', '1_000'],
    ['a space before', ' 1'],
    ['a space behind', '1 '],
    ['a line break behind', '1\n'],
    ['digits of another script', '١٢'],
    ['hexadecimal', '0x10'],
    ['infinity', 'Infinity'],
    ['no number', 'NaN'],
  ])('refuses %s', (_, text) => {
    expect(parseCredits(text)).toBeUndefined();
  });

  it.each([
    [0n, '0'],
    [1n, '0.000001'],
    [-1n, '-0.000001'],
    [12_500_000n, '12.5'],
    [100_000_000n, '100'],
    [-1_000_000n, '-1'],
  ])('writes %d micros as %s', (micros, text) => {
    expect(formatCredits(micros)).toBe(text);
  });

  it('reads back what it wrote, in one canonical form', () => {
    fc.assert(
      fc.property(anyMicros, (micros) => {
        expect(parseCredits(formatCredits(micros))).toBe(micros);
        expect(formatCredits(micros)).toMatch(/^(0|-?[1-9]\d*|-?\d+\.\d{0,5}[1-9])$/);
      }),
    );
  });

  it('never takes anything for credits that is no plain decimal', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'0123456789.-+e ,\n') }), (text) => {
        if (parseCredits(text) !== undefined) expect(text).toMatch(/^-?\d+(\.\d{1,6})?$/);
      }),
      { numRuns: 500 },
    );
  });
});

describe('the smaller of two figures', () => {
  it('is the smaller one, whichever comes first', () => {
    expect([minMicros(1n, 2n), minMicros(2n, 1n), minMicros(-1n, 1n), minMicros(3n, 3n)]).toEqual([
      1n,
      1n,
      -1n,
      3n,
    ]);
  });
});
