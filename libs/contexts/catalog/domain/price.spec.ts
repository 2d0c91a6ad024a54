import fc from 'fast-check';
import { costMicros, Price, PricedUsage } from './price';

const tokens = (inputMicrosPerMillion: bigint, outputMicrosPerMillion: bigint): Price => ({
  kind: 'tokens',
  flatMicros: 0n,
  inputMicrosPerMillion,
  outputMicrosPerMillion,
});
const flat = (flatMicros: bigint): Price => ({ ...tokens(0n, 0n), kind: 'flat', flatMicros });
const used = (inputTokens: number | null, outputTokens: number | null, quantity = 1): PricedUsage => ({
  quantity,
  inputTokens,
  outputTokens,
});

const rate = fc.bigInt(0n, 10n ** 12n);
const count = fc.integer({ min: 0, max: 10_000_000 });
const anyPrice = fc.oneof(
  fc.tuple(rate, rate).map(([input, output]) => tokens(input, output)),
  rate.map(flat),
  fc.constant<Price>({ ...tokens(0n, 0n), kind: 'free' }),
);
const anyUsage = fc.tuple(count, count, fc.integer({ min: 0, max: 1_000 })).map(([i, o, q]) => used(i, o, q));

describe('the cost of a usage', () => {
  it.each([
    ['nothing at all', tokens(15_000_000n, 60_000_000n), used(0, 0), 0n],
    ['a million of each', tokens(15_000_000n, 60_000_000n), used(1_000_000, 1_000_000), 75_000_000n],
    ['one token at a micro per million', tokens(1n, 0n), used(1, 0), 1n],
    ['one token of each: rounded up once, not twice', tokens(1n, 1n), used(1, 1), 1n],
    ['what comes out even', tokens(500_000n, 500_000n), used(1, 1), 1n],
    ['a hair more than even', tokens(500_000n, 500_001n), used(1, 1), 2n],
    ['tokens nobody reported', tokens(15_000_000n, 60_000_000n), used(null, null), 0n],
    ['a unit', flat(10_000_000n), used(null, null), 10_000_000n],
    ['three units', flat(10_000_000n), used(5, 5, 3), 30_000_000n],
    ['no unit', flat(10_000_000n), used(null, null, 0), 0n],
    ['whatever is free', { ...flat(7n), kind: 'free' as const }, used(9, 9, 9), 0n],
  ])('of %s', (_, price, usage, micros) => {
    expect(costMicros(price, usage)).toBe(micros);
  });

  it('is the exact rational cost, rounded up by less than one micro', () => {
    fc.assert(
      fc.property(rate, rate, count, count, (input, output, inputTokens, outputTokens) => {
        const cost = costMicros(tokens(input, output), used(inputTokens, outputTokens));
        const numerator = input * BigInt(inputTokens) + output * BigInt(outputTokens);
        expect(cost * 1_000_000n >= numerator).toBe(true);
        expect((cost - 1n) * 1_000_000n < numerator).toBe(true);
      }),
    );
  });

  it('never shrinks when the usage grows: within the estimate it never exceeds the hold', () => {
    fc.assert(
      fc.property(anyPrice, anyUsage, anyUsage, (price, a, b) => {
        const estimate = {
          quantity: Math.max(a.quantity, b.quantity),
          inputTokens: Math.max(a.inputTokens!, b.inputTokens!),
          outputTokens: Math.max(a.outputTokens!, b.outputTokens!),
        };
        expect(costMicros(price, a) <= costMicros(price, estimate)).toBe(true);
      }),
    );
  });

  it('of a whole is never more than that of its parts', () => {
    fc.assert(
      fc.property(anyPrice, anyUsage, anyUsage, (price, a, b) => {
        const whole = used(
          a.inputTokens! + b.inputTokens!,
          a.outputTokens! + b.outputTokens!,
          a.quantity + b.quantity,
        );
        expect(costMicros(price, whole) <= costMicros(price, a) + costMicros(price, b)).toBe(true);
      }),
    );
  });
});
