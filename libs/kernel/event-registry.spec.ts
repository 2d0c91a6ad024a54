import fc from 'fast-check';
import { defineEvent, DomainEvent, UnknownEventType } from './event';
import { eventRegistry } from './event-registry';

type Weighed = DomainEvent<
  'Weighed',
  {
    name: string;
    grams: bigint;
    tare: bigint | null;
    parts: { label: string; grams: bigint; spare: (bigint | null)[] }[];
    seal: { number: bigint; by: string } | null;
    samples: bigint[][];
    flags: Readonly<Record<string, boolean>>;
  }
>;
type Thrown = DomainEvent<'Thrown', { far: boolean }>;

const registry = eventRegistry<Weighed | Thrown>({
  Weighed: defineEvent<Weighed>('Weighed', 'test.weighed.v1', {
    grams: true,
    tare: true,
    'parts[].grams': true,
    'parts[].spare[]': true,
    'seal.number': true,
    'samples[][]': true,
  }),
  Thrown: defineEvent<Thrown>('Thrown', 'test.thrown.v1', {}),
});

const weight = fc.bigInt({ min: -(2n ** 80n), max: 2n ** 80n });
const record = <T>(fields: { [K in keyof T]: fc.Arbitrary<T[K]> }) =>
  fc.record(fields, { noNullPrototype: true });
const weighed = record<Weighed['data']>({
  name: fc.string({ unit: 'binary' }),
  grams: weight,
  tare: fc.option(weight),
  parts: fc.array(
    record({ label: fc.string(), grams: weight, spare: fc.array(fc.option(weight), { maxLength: 3 }) }),
    { maxLength: 3 },
  ),
  seal: fc.option(record({ number: weight, by: fc.string() })),
  samples: fc.array(fc.array(weight, { maxLength: 2 }), { maxLength: 2 }),
  flags: fc.dictionary(fc.string(), fc.boolean(), { noNullPrototype: true, maxKeys: 3 }),
}).map((data): Weighed => ({ type: 'Weighed', data }));

describe('an event registry', () => {
  it('reads back what it wrote: bigints in records, lists, lists of lists, and where there is none', () => {
    fc.assert(
      fc.property(weighed, (event) => {
        const { type, data } = registry.encode(event);
        expect(registry.decode(type, data)).toStrictEqual(event);
      }),
    );
  });

  it('writes bigints as decimal texts, whatever their size', () => {
    const data = {
      name: '',
      grams: 2n ** 64n,
      tare: null,
      parts: [{ label: 'a', grams: -1n, spare: [null, 3n] }],
      seal: null,
      samples: [[1n], []],
      flags: {},
    };
    expect(registry.encode({ type: 'Weighed', data })).toEqual({
      type: 'test.weighed.v1',
      data: '{"name":"","grams":"18446744073709551616","tare":null,"parts":[{"label":"a","grams":"-1","spare":[null,"3"]}],"seal":null,"samples":[["1"],[]],"flags":{}}',
    });
  });

  it('leaves digits alone where a text is meant', () => {
    const decoded = registry.decode(
      'test.weighed.v1',
      '{"name":"42","grams":"42","parts":[],"seal":{"number":"7","by":"7"},"samples":[],"flags":{}}',
    );
    expect(decoded.data).toMatchObject({ name: '42', grams: 42n, seal: { number: 7n, by: '7' } });
  });

  it('refuses a type it does not know, and says which', () => {
    const decode = () => registry.decode('test.weighed.v2', '{}');
    expect(decode).toThrow(UnknownEventType);
    expect(decode).toThrow(/test\.weighed\.v2/);
    expect([registry.knows('test.weighed.v1'), registry.knows('test.weighed.v2')]).toEqual([true, false]);
  });

  it('refuses a bigint that is none', () => {
    const data = '{"name":"","grams":"1.5","tare":null,"parts":[],"seal":null,"samples":[],"flags":{}}';
    expect(() => registry.decode('test.weighed.v1', data)).toThrow(SyntaxError);
  });

  it('names every stored type once', () => {
    expect(registry.storedTypes).toEqual(['test.weighed.v1', 'test.thrown.v1']);
  });
});

describe('the compiler', () => {
  it('refuses a definition that forgets a bigint, or names one that is none', () => {
    // @ts-expect-error -- parts[].grams is missing
    defineEvent<Weighed>('Weighed', 'test.weighed.v1', {
      grams: true,
      tare: true,
      'parts[].spare[]': true,
      'seal.number': true,
      'samples[][]': true,
    });
    defineEvent<Weighed>('Weighed', 'test.weighed.v1', {
      grams: true,
      tare: true,
      'parts[].grams': true,
      'parts[].spare[]': true,
      'seal.number': true,
      'samples[][]': true,
      // @ts-expect-error -- a text is no bigint
      name: true,
    });
    // @ts-expect-error -- another event's type
    defineEvent<Thrown>('Weighed', 'test.thrown.v1', {});
    expect(true).toBe(true);
  });

  it('refuses a registry that forgets an event', () => {
    // @ts-expect-error -- Thrown is missing
    eventRegistry<Weighed | Thrown>({ Weighed: { type: 'Weighed', storedType: 'w', bigints: [] } });
    expect(true).toBe(true);
  });
});
