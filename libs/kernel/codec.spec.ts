import fc from 'fast-check';
import { bigints, boolean, Codec, integer, listOf, nullable, objectOf, recordOf, text } from './codec';

interface Specimen {
  readonly name: string;
  readonly count: number;
  readonly micros: bigint;
  readonly open: boolean;
  readonly note: string | null;
  readonly shares: { readonly lot: string; readonly micros: bigint }[];
  readonly byName: Readonly<Record<string, bigint>>;
}

const specimen: Codec<Specimen> = objectOf<Specimen>({
  name: text(),
  count: integer,
  micros: bigints,
  open: boolean,
  note: nullable(text()),
  shares: listOf(objectOf<Specimen['shares'][number]>({ lot: text(), micros: bigints })),
  byName: recordOf(bigints),
});

const any: fc.Arbitrary<Specimen> = fc.record({
  name: fc.string({ unit: 'binary' }),
  count: fc.maxSafeInteger(),
  micros: fc.bigInt({ min: -(2n ** 90n), max: 2n ** 90n }),
  open: fc.boolean(),
  note: fc.option(fc.string()),
  shares: fc.array(fc.record({ lot: fc.string(), micros: fc.bigInt({ min: 0n, max: 2n ** 70n }) })),
  byName: fc.dictionary(fc.string(), fc.bigInt({ min: 0n, max: 9n })),
});

describe('a codec', () => {
  it('brings every value back through text', () => {
    fc.assert(
      fc.property(any, (value) => {
        const back = specimen.decode(JSON.parse(JSON.stringify(specimen.encode(value))));
        expect(back).toEqual({ ...value, byName: { ...value.byName } });
      }),
    );
  });

  it('says its shape in full', () => {
    expect(specimen.shape).toBe(
      '{name:text,count:integer,micros:bigint,open:boolean,note:text?,shares:[{lot:text,micros:bigint}],byName:<bigint>}',
    );
  });

  it.each([
    ['a number for text', text(), 1],
    ['a fraction', integer, 1.5],
    ['a number beyond 2⁵³', integer, 2 ** 53],
    ['a bigint in words', bigints, 'ten'],
    ['a word for a truth', boolean, 'true'],
    ['an object for a list', listOf(text()), {}],
    ['a pair without a value', recordOf(text()), [['a']]],
    ['a field too few', objectOf<{ a: string; b: string }>({ a: text(), b: text() }), ['x']],
    ['nothing', text(), null],
  ] as readonly [string, Codec<unknown>, unknown][])('refuses %s', (_, codec, json) => {
    expect(() => codec.decode(json)).toThrow();
  });
});
