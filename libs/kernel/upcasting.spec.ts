import { defineEvent, DomainEvent, earlierVersion, UnknownEventType } from './event';
import { eventRegistry } from './event-registry';

/** An event in its third shape: amounts were whole credits first, then micros, then came the currency. */
type Paid = DomainEvent<'Paid', { micros: bigint; currency: string }>;
interface PaidV1 {
  readonly credits: bigint;
}
interface PaidV2 {
  readonly micros: bigint;
}

const v1 = earlierVersion<PaidV1, PaidV2>('specimen.paid.v1', { credits: true }, ({ credits }) => ({
  micros: credits * 1_000_000n,
}));
const v2 = earlierVersion<PaidV2, Paid['data']>('specimen.paid.v2', { micros: true }, (old) => ({
  ...old,
  currency: 'EUR',
}));

const registryWith = (...earlier: Parameters<typeof defineEvent>[3] & object) =>
  eventRegistry<Paid>({ Paid: defineEvent<Paid>('Paid', 'specimen.paid.v3', { micros: true }, earlier) });

/** What was released and must be read for ever: stored text, and what the code makes of it. */
const GOLDEN = [
  [
    'specimen.paid.v1',
    '{"credits":"9007199254740993"}',
    { micros: 9007199254740993000000n, currency: 'EUR' },
  ],
  ['specimen.paid.v2', '{"micros":"12"}', { micros: 12n, currency: 'EUR' }],
  ['specimen.paid.v3', '{"micros":"12","currency":"USD"}', { micros: 12n, currency: 'USD' }],
] as const;

describe('an event that was released in several shapes', () => {
  it.each(GOLDEN)('reads %s as the newest shape', (storedType, data, read) => {
    expect(registryWith(v1, v2).decode(storedType, data)).toEqual({ type: 'Paid', data: read });
  });

  it('is written in the newest shape only', () => {
    const event: Paid = { type: 'Paid', data: { micros: 1n, currency: 'EUR' } };
    expect(registryWith(v1, v2).encode(event).type).toBe('specimen.paid.v3');
  });

  it('knows every shape, so that the golden files must have one for each', () => {
    const registry = registryWith(v1, v2);
    expect([...registry.storedTypes].sort()).toEqual(GOLDEN.map(([storedType]) => storedType));
    expect(registry.knows('specimen.paid.v1')).toBe(true);
  });

  it.each([
    ['the first', [v2], 'specimen.paid.v1'],
    ['the second', [v1], 'specimen.paid.v2'],
    ['all', [], 'specimen.paid.v1'],
  ])('cannot be read any more when %s of its upcasters is removed', (_which, left, storedType) => {
    const registry = registryWith(...left);
    const golden = GOLDEN.find(([type]) => type === storedType)!;
    expect(() => registry.decode(storedType, golden[1])).toThrow(UnknownEventType);
    expect(registry.storedTypes).not.toContain(storedType);
  });

  it('is refused by the compiler when an upcaster forgets a bigint of the old shape', () => {
    // @ts-expect-error -- credits is missing
    earlierVersion<PaidV1, PaidV2>('specimen.paid.v1', {}, () => ({ micros: 0n }));
    expect(true).toBe(true);
  });
});
