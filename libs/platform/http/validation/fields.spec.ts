import { IsIn, IsOptional } from 'class-validator';
import {
  AttributesMap,
  CreditsText,
  Currency,
  Flag,
  FlagsMap,
  Identifier,
  IntegerBetween,
  JsonObject,
  LimitFigure,
  MoneyText,
  Nested,
  NestedList,
  OneOf,
  Problem,
  Text,
  TimestampText,
  UsdText,
  validateBody,
} from '../index';

class Owner {
  @IsIn(['user', 'workspace'], { message: 'is "user" or "workspace"' })
  kind!: string;

  @Identifier()
  id!: string;
}

class Price {
  @MoneyText()
  amount!: string;

  @Currency()
  currency!: string;
}

class Body {
  @Nested(() => Owner)
  owner!: Owner;

  @CreditsText()
  credits!: string;

  @IsOptional()
  @CreditsText({ zeroAllowed: true })
  floor?: string;

  @IsOptional()
  @TimestampText()
  at?: string;

  @IsOptional()
  @Text(5)
  note?: string;

  @IsOptional()
  @AttributesMap()
  attributes?: Record<string, string | number | boolean>;

  @IsOptional()
  @FlagsMap()
  flags?: Record<string, boolean>;

  @IsOptional()
  @JsonObject(30)
  parameters?: Record<string, unknown>;

  @IsOptional()
  @IntegerBetween(1, 10)
  count?: number;

  @IsOptional()
  @Nested(() => Price)
  price?: Price;

  @IsOptional()
  @NestedList(() => Owner, { min: 1, max: 2 })
  members?: Owner[];

  @IsOptional()
  @OneOf(['red', 'blue'])
  colour?: string;

  @IsOptional()
  @UsdText()
  costUsd?: string;

  @IsOptional()
  @Flag()
  urgent?: boolean;

  @IsOptional()
  @LimitFigure()
  cap?: number | string;
}

const good = { owner: { kind: 'user', id: 'ada' }, credits: '12.5' };

/** "field message" of everything that is wrong with the good body after a change. */
function findings(change: object): string[] {
  const result = validateBody(Body, { ...good, ...change });
  if (!(result instanceof Problem)) return [];
  expect(result.code).toBe('validation-failed');
  return result.options.errors!.map(({ field, message }) => `${field} ${message}`);
}

describe('what a limit may come to', () => {
  it.each([0, -1, 500, '12.5', '-1'])('may be %p', (cap) => {
    expect(findings({ cap })).toEqual([]);
  });

  it.each([[1.5], [2 ** 53], [''], ['1'.repeat(21)], [true], [[1]], [{}]])('may not be %p', (cap) => {
    expect(findings({ cap })).toEqual([
      'cap is a whole number (-1: unlimited), or a decimal text where credits or cost are limited',
    ]);
  });
});

describe('credits', () => {
  it.each(['0.000001', '1', '12.5', '1000000000000', '007'])('may be %p', (credits) => {
    expect(findings({ credits })).toEqual([]);
  });

  it.each([
    ['-1'],
    ['0'],
    ['0.0000001'],
    ['1.1234567'],
    ['1' + '0'.repeat(30)],
    ['1000000000000.000001'],
    ['1e3'],
    ['1,5'],
    [' 1'],
    ['+1'],
    [''],
    ['NaN'],
    [['1']],
    [true],
    [{}],
  ])('may not be %p', (credits) => {
    expect(findings({ credits })).toEqual([
      'credits is credits as a decimal string above 0 with at most 6 decimals, e.g. "12.5"',
    ]);
  });

  it('may be zero where that is allowed, never negative', () => {
    expect(findings({ floor: '0' })).toEqual([]);
    expect(findings({ floor: '-0.000001' })).toHaveLength(1);
  });

  it.each([12, 12.5, 1e30])('may not be the number %p, and the message says how to write it', (credits) => {
    expect(findings({ credits })[0]).toContain('write it in quotes');
  });
});

describe('a field', () => {
  it.each([
    ['at', '2026-11-21T09:00:00.000Z'],
    ['at', '2024-02-29T23:59:59.999Z'],
    ['note', 'Zo 🐤'],
    ['attributes', { campaign: 'autumn', seats: 3, trial: true }],
    ['attributes', Object.fromEntries(Array.from({ length: 32 }, (_, i) => [`a${i}`, i]))],
    ['flags', { beta: true }],
    ['parameters', { size: [1, { deep: null }] }],
    ['count', 1],
    ['count', 10],
    ['price', { amount: '10.00', currency: 'USD' }],
    ['price', { amount: '10', currency: 'JPY' }],
    ['members', [{ kind: 'user', id: 'a~b_c-d.e' }]],
    ['colour', 'red'],
    ['costUsd', '0.0123'],
    ['urgent', false],
  ])('%s may be %p', (name, value) => expect(findings({ [name]: value })).toEqual([]));

  it.each([
    ['at', '2026-11-21T09:00:00Z'],
    ['at', '2026-11-21T09:00:00.000+01:00'],
    ['at', '2025-02-29T00:00:00.000Z'],
    ['at', 1_763_715_600_000],
    ['note', ''],
    ['note', 'sixsix'],
    ['note', 'a\0b'],
    ['note', '\ud800'],
    ['note', 5],
    ['attributes', []],
    ['attributes', { nested: {} }],
    ['attributes', { nothing: null }],
    ['attributes', { infinite: Infinity }],
    ['attributes', { text: 'x'.repeat(501) }],
    ['attributes', JSON.parse('{"__proto__":"x"}')],
    ['attributes', Object.fromEntries(Array.from({ length: 33 }, (_, i) => [`a${i}`, i]))],
    ['flags', { beta: 'true' }],
    ['parameters', 'text'],
    ['parameters', [1]],
    ['parameters', { text: 'x'.repeat(30) }],
    ['count', 0],
    ['count', 11],
    ['count', 1.5],
    ['count', '5'],
    ['price', { amount: '10.005', currency: 'USD' }],
    ['price', { amount: '10.5', currency: 'JPY' }],
    ['price', { amount: 10, currency: 'USD' }],
    ['price', { amount: '10.00', currency: 'XYZ' }],
    ['price', { amount: '10.00', currency: 'usd' }],
    ['members', []],
    ['members', Array.from({ length: 3 }, () => ({ kind: 'user', id: 'a' }))],
    ['members', { kind: 'user', id: 'a' }],
    ['colour', 'green'],
    ['costUsd', 0.0123],
    ['urgent', 'false'],
  ])('%s may not be %p', (name, value) => {
    const found = findings({ [name]: value });
    expect(found).toHaveLength(1);
    expect(found[0]!.startsWith(name)).toBe(true);
  });

  it.each(['', 'a b', 'a/b', 'ä', '.', '..', 'x'.repeat(101)])('owner.id may not be %p', (id) => {
    expect(findings({ owner: { kind: 'user', id } })).toEqual([
      'owner.id is an identifier of 1 to 100 letters, digits and . _ ~ -',
    ]);
  });

  it('in a list is named by its place', () => {
    expect(
      findings({
        members: [
          { kind: 'user', id: 'a' },
          { kind: 'robot', id: 'b' },
        ],
      }),
    ).toEqual(['members[1].kind is "user" or "workspace"']);
  });

  it('that is a JSON object may be 20 levels deep, and a hostile depth does no harm', () => {
    class Deep {
      @JsonObject(200_000)
      value!: object;
    }
    const nested = (levels: number): object =>
      JSON.parse(`${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`) as object;
    expect(validateBody(Deep, { value: nested(20) })).toBeInstanceOf(Deep);
    expect(validateBody(Deep, { value: nested(21) })).toBeInstanceOf(Problem);
    expect(validateBody(Deep, { value: nested(20_000) })).toBeInstanceOf(Problem);
  });
});
