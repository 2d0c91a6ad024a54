import fc from 'fast-check';
import { addSeconds, epochMsOf, Timestamp, timestamp } from '../time';
import { limitKinds, LimitKind } from './index';

const {
  'calendar-day': day,
  'calendar-month': month,
  'rolling-hour': hour,
  lifetime,
  gauge,
  concurrent,
} = limitKinds;
const anyInstant = fc
  .integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2029, 0, 1) })
  .map((ms) => timestamp(ms));
const FULL = { live: [{ window: '', units: 5n }], limit: 5n, quantity: 1n };

describe('limit kinds', () => {
  it('are registered under their own names', () => {
    expect(Object.entries(limitKinds).map(([name, kind]) => kind.name === name)).not.toContain(false);
  });

  it('count what is put into a window at once', () => {
    fc.assert(
      fc.property(fc.constantFrom(...Object.values(limitKinds)), anyInstant, (kind, now) => {
        expect(kind.isLive(kind.windowOf(now), now)).toBe(true);
      }),
    );
  });

  it('never let a dead window live again, and sort windows by time', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...Object.values(limitKinds)),
        fc.array(anyInstant, { minLength: 3, maxLength: 3 }).map((instants) => instants.sort()),
        (kind, [then, between, now]) => {
          const window = kind.windowOf(then!);
          if (!kind.isLive(window, between!)) expect(kind.isLive(window, now!)).toBe(false);
          expect(window <= kind.windowOf(between!)).toBe(true);
        },
      ),
    );
  });

  it('only concurrency ends with its hold', () => {
    expect(Object.values(limitKinds).filter(({ endsWithHold }) => endsWithHold)).toEqual([concurrent]);
  });
});

describe('a calendar day', () => {
  it.each([
    ['2026-11-21T00:00:00.000Z', '2026-11-21', '2026-11-22T00:00:00.000Z'],
    ['2026-11-21T23:59:59.999Z', '2026-11-21', '2026-11-22T00:00:00.000Z'],
    ['2026-11-22T00:00:00.000Z', '2026-11-22', '2026-11-23T00:00:00.000Z'],
    ['2028-02-28T23:59:59.999Z', '2028-02-28', '2028-02-29T00:00:00.000Z'],
    ['2028-02-29T23:59:59.999Z', '2028-02-29', '2028-03-01T00:00:00.000Z'],
    ['2026-12-31T23:59:59.999Z', '2026-12-31', '2027-01-01T00:00:00.000Z'],
  ])('at %s is the window %s until %s', (now, window, resetAt) => {
    expect(day.windowOf(now)).toBe(window);
    expect(day.startOf(window)).toBe(`${window}T00:00:00.000Z`);
    expect(day.resetAt(now, FULL)).toBe(resetAt);
  });

  it('ends with the last millisecond before midnight UTC', () => {
    expect(day.isLive('2026-11-21', '2026-11-21T23:59:59.999Z')).toBe(true);
    expect(day.isLive('2026-11-21', '2026-11-22T00:00:00.000Z')).toBe(false);
  });
});

describe('a calendar month', () => {
  it.each([
    ['2026-11-30T23:59:59.999Z', '2026-11', '2026-12-01T00:00:00.000Z'],
    ['2026-12-01T00:00:00.000Z', '2026-12', '2027-01-01T00:00:00.000Z'],
    ['2026-01-31T12:00:00.000Z', '2026-01', '2026-02-01T00:00:00.000Z'],
    ['2027-02-28T23:59:59.999Z', '2027-02', '2027-03-01T00:00:00.000Z'],
    ['2028-02-28T23:59:59.999Z', '2028-02', '2028-03-01T00:00:00.000Z'],
    ['2028-02-29T00:00:00.000Z', '2028-02', '2028-03-01T00:00:00.000Z'],
  ])('at %s is the window %s until %s', (now, window, resetAt) => {
    expect(month.windowOf(now)).toBe(window);
    expect(month.startOf(window)).toBe(`${window}-01T00:00:00.000Z`);
    expect(month.resetAt(now, FULL)).toBe(resetAt);
  });

  it('ends with the last millisecond of its last day', () => {
    expect(month.isLive('2028-02', '2028-02-29T23:59:59.999Z')).toBe(true);
    expect(month.isLive('2028-02', '2028-03-01T00:00:00.000Z')).toBe(false);
  });
});

describe('a calendar window', () => {
  it.each([day, month])('is empty again at its resetAt and not a millisecond earlier ($name)', (kind) => {
    fc.assert(
      fc.property(anyInstant, (now) => {
        const resetAt = kind.resetAt(now, FULL)!;
        const window = kind.windowOf(now);
        expect(kind.isLive(window, timestamp(epochMsOf(resetAt) - 1))).toBe(true);
        expect(kind.isLive(window, resetAt)).toBe(false);
        expect(kind.startOf(kind.windowOf(resetAt))).toBe(resetAt);
      }),
    );
  });
});

describe('a rolling hour', () => {
  it.each([
    ['2026-11-21T09:00:00.000Z', '2026-11-21T10:01:00.000Z'],
    ['2026-11-21T09:00:59.999Z', '2026-11-21T10:01:00.000Z'],
    ['2026-11-21T23:30:00.000Z', '2026-11-22T00:31:00.000Z'],
    ['2028-02-28T23:59:59.999Z', '2028-02-29T01:00:00.000Z'],
  ])('counts a unit of %s until %s', (then, leaves) => {
    const window = hour.windowOf(then);
    expect(hour.isLive(window, timestamp(epochMsOf(leaves) - 1))).toBe(true);
    expect(hour.isLive(window, leaves)).toBe(false);
    expect(hour.startOf(window)).toBeNull();
  });

  it('fits at once where there is room, and never where the quantity exceeds the limit', () => {
    const now = '2026-11-21T09:30:00.000Z';
    const live = [{ window: '2026-11-21T09:00', units: 2n }];
    expect(hour.resetAt(now, { live, limit: 3n, quantity: 1n })).toBe(now);
    expect(hour.resetAt(now, { live, limit: 3n, quantity: 4n })).toBeNull();
    expect(hour.resetAt(now, { live: [], limit: 0n, quantity: 1n })).toBeNull();
  });

  const arrivals = fc.array(
    fc.record({ waitMs: fc.integer({ min: 0, max: 15 * 60_000 }), units: fc.bigInt(1n, 3n) }),
    { minLength: 1, maxLength: 60 },
  );

  it('never lets more than its limit into any exact 60 minutes', () => {
    fc.assert(
      fc.property(arrivals, fc.bigInt(3n, 8n), (asked, limit) => {
        const accepted = admit(hour, asked, limit);
        for (const { at: from } of accepted) {
          const until = addSeconds(from, 3600);
          const within = accepted.filter(({ at }) => at >= from && at <= until);
          expect(sum(within.map(({ units }) => units)) <= limit).toBe(true);
        }
      }),
    );
  });

  it('fits a quantity at its resetAt and not a millisecond earlier', () => {
    fc.assert(
      fc.property(arrivals, fc.bigInt(3n, 8n), fc.bigInt(1n, 8n), (asked, limit, quantity) => {
        const accepted = admit(hour, asked, limit);
        const now = accepted.at(-1)!.at;
        const resetAt = hour.resetAt(now, { live: liveOf(hour, accepted, now), limit, quantity });
        const fitsAt = (then: Timestamp) =>
          sum(liveOf(hour, accepted, then).map(({ units }) => units)) + quantity <= limit;
        if (resetAt === null) return expect(quantity > limit).toBe(true);
        expect(fitsAt(resetAt)).toBe(true);
        if (resetAt > now) expect(fitsAt(timestamp(epochMsOf(resetAt) - 1))).toBe(false);
      }),
    );
  });
});

describe.each([lifetime, gauge])('a $name', (kind) => {
  it('is one window that no time resets', () => {
    const window = kind.windowOf('2026-11-21T09:00:00.000Z');
    expect(kind.isLive(window, '2099-01-01T00:00:00.000Z')).toBe(true);
    expect(kind.resetAt('2026-11-21T09:00:00.000Z', FULL)).toBeNull();
    expect(kind.startOf(window)).toBeNull();
  });
});

describe('concurrency', () => {
  it('is one window that no time resets', () => {
    expect(concurrent.windowOf('2026-11-21T09:00:00.000Z')).toBe(
      concurrent.windowOf('2027-11-21T09:00:00.000Z'),
    );
    expect(concurrent.resetAt('2026-11-21T09:00:00.000Z', FULL)).toBeNull();
    expect(concurrent.startOf('now')).toBeNull();
  });
});

interface Arrival {
  readonly at: Timestamp;
  readonly units: bigint;
}

/** Lets in what fits, as a decision does. */
function admit(
  kind: LimitKind,
  asked: readonly { waitMs: number; units: bigint }[],
  limit: bigint,
): Arrival[] {
  const accepted: Arrival[] = [];
  let ms = Date.UTC(2026, 10, 21, 22, 40);
  for (const { waitMs, units } of asked) {
    ms += waitMs;
    const at = timestamp(ms);
    const counted = sum(liveOf(kind, accepted, at).map((window) => window.units));
    if (counted + units <= limit) accepted.push({ at, units });
  }
  return accepted;
}

function liveOf(kind: LimitKind, arrivals: readonly Arrival[], now: Timestamp) {
  const windows = new Map<string, bigint>();
  for (const { at, units } of arrivals) {
    const window = kind.windowOf(at);
    windows.set(window, (windows.get(window) ?? 0n) + units);
  }
  return [...windows]
    .filter(([window]) => kind.isLive(window, now))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([window, units]) => ({ window, units }));
}

function sum(units: readonly bigint[]): bigint {
  return units.reduce((total, one) => total + one, 0n);
}
