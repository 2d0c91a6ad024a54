import fc from 'fast-check';
import { addSeconds, epochMsOf, Timestamp, timestamp } from '../time';
import { isLiveWindow, LimitKind, limitKinds, PLAIN_WINDOW, resetAtOf, WindowTerms } from './index';

const HOUR: WindowTerms = { ...PLAIN_WINDOW, durationSeconds: 3600 };
const ANCHORED: WindowTerms = {
  durationSeconds: 86_400,
  period: { anchor: '2026-10-31T17:30:00.000Z', months: 1 },
};
const every = Object.values(limitKinds);
const { 'calendar-day': day, rolling, lifetime, gauge, concurrent } = limitKinds;
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
      fc.property(fc.constantFrom(...every), anyInstant, (kind, now) => {
        expect(isLiveWindow(kind, kind.windowOf(now, ANCHORED), now)).toBe(true);
      }),
    );
  });

  it('never let a dead window live again, and sort windows by time', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...every),
        fc.array(anyInstant, { minLength: 3, maxLength: 3 }).map((instants) => instants.sort()),
        (kind, [then, between, now]) => {
          const window = kind.windowOf(then!, ANCHORED);
          if (!isLiveWindow(kind, window, between!)) expect(isLiveWindow(kind, window, now!)).toBe(false);
          expect(window <= kind.windowOf(between!, ANCHORED)).toBe(true);
        },
      ),
    );
  });

  it('only concurrency ends with its hold, and only a rolling limit slides', () => {
    expect(every.filter(({ endsWithHold }) => endsWithHold)).toEqual([concurrent]);
    expect(every.filter(({ slides }) => slides)).toEqual([rolling]);
  });
});

describe('a calendar window', () => {
  const calendars = every.filter(({ name }) => name.startsWith('calendar-') || name === 'billing-period');

  it.each([
    ['calendar-hour', '2026-11-21T09:59:59.999Z', '2026-11-21T09', '2026-11-21T10:00:00.000Z'],
    ['calendar-hour', '2026-12-31T23:00:00.000Z', '2026-12-31T23', '2027-01-01T00:00:00.000Z'],
    ['calendar-day', '2026-11-21T00:00:00.000Z', '2026-11-21', '2026-11-22T00:00:00.000Z'],
    ['calendar-day', '2026-11-21T23:59:59.999Z', '2026-11-21', '2026-11-22T00:00:00.000Z'],
    ['calendar-day', '2028-02-28T23:59:59.999Z', '2028-02-28', '2028-02-29T00:00:00.000Z'],
    ['calendar-day', '2028-02-29T23:59:59.999Z', '2028-02-29', '2028-03-01T00:00:00.000Z'],
    ['calendar-day', '2026-12-31T23:59:59.999Z', '2026-12-31', '2027-01-01T00:00:00.000Z'],
    ['calendar-week', '2026-11-22T23:59:59.999Z', '2026-11-16', '2026-11-23T00:00:00.000Z'],
    ['calendar-week', '2026-11-23T00:00:00.000Z', '2026-11-23', '2026-11-30T00:00:00.000Z'],
    ['calendar-week', '2027-01-01T00:00:00.000Z', '2026-12-28', '2027-01-04T00:00:00.000Z'],
    ['calendar-month', '2026-11-30T23:59:59.999Z', '2026-11', '2026-12-01T00:00:00.000Z'],
    ['calendar-month', '2026-12-01T00:00:00.000Z', '2026-12', '2027-01-01T00:00:00.000Z'],
    ['calendar-month', '2027-02-28T23:59:59.999Z', '2027-02', '2027-03-01T00:00:00.000Z'],
    ['calendar-month', '2028-02-29T00:00:00.000Z', '2028-02', '2028-03-01T00:00:00.000Z'],
    ['calendar-year', '2028-12-31T23:59:59.999Z', '2028', '2029-01-01T00:00:00.000Z'],
    ['calendar-year', '2028-01-01T00:00:00.000Z', '2028', '2029-01-01T00:00:00.000Z'],
  ] as const)('of kind %s at %s is %s until %s', (name, now, window, endsAt) => {
    const kind = limitKinds[name];
    expect(kind.windowOf(now, PLAIN_WINDOW)).toBe(window);
    expect(kind.endsAt(window)).toBe(endsAt);
    expect(resetAtOf(kind, { ...FULL, now, terms: PLAIN_WINDOW })).toBe(endsAt);
  });

  it.each(calendars)('is empty again at its end and not a millisecond earlier ($name)', (kind) => {
    fc.assert(
      fc.property(anyInstant, fc.constantFrom(PLAIN_WINDOW, ANCHORED), (now, terms) => {
        const window = kind.windowOf(now, terms);
        const endsAt = kind.endsAt(window)!;
        expect(kind.startOf(window)! <= now && now < endsAt).toBe(true);
        expect(isLiveWindow(kind, window, timestamp(epochMsOf(endsAt) - 1))).toBe(true);
        expect(isLiveWindow(kind, window, endsAt)).toBe(false);
        expect(kind.startOf(kind.windowOf(endsAt, terms))).toBe(endsAt);
      }),
    );
  });

  it('of a week begins on a Monday', () => {
    fc.assert(
      fc.property(anyInstant, (now) => {
        const { 'calendar-week': week } = limitKinds;
        const start = week.startOf(week.windowOf(now, PLAIN_WINDOW))!;
        expect(new Date(epochMsOf(start)).getUTCDay()).toBe(1);
      }),
    );
  });
});

describe('a rolling limit', () => {
  it.each([
    [3600, '2026-11-21T09:00:00.000Z', '2026-11-21T10:01:00.000Z'],
    [3600, '2026-11-21T09:00:59.999Z', '2026-11-21T10:01:00.000Z'],
    [3600, '2028-02-28T23:59:59.999Z', '2028-02-29T01:00:00.000Z'],
    [60, '2026-11-21T09:00:00.999Z', '2026-11-21T09:01:01.000Z'],
    [86_400, '2026-11-21T09:10:00.000Z', '2026-11-22T09:12:00.000Z'],
  ])('of %d seconds counts a unit of %s until %s', (durationSeconds, then, leaves) => {
    const window = rolling.windowOf(then, { ...PLAIN_WINDOW, durationSeconds });
    expect(isLiveWindow(rolling, window, timestamp(epochMsOf(leaves) - 1))).toBe(true);
    expect(isLiveWindow(rolling, window, leaves)).toBe(false);
    expect(rolling.startOf(window)).toBeNull();
  });

  it('fits at once where there is room, and never where the quantity exceeds the limit', () => {
    const now = '2026-11-21T09:30:00.000Z';
    const live = [{ window: '2026-11-21T09:00:00.000Z/3600', units: 2n }];
    const asked = { now, terms: HOUR, live };
    expect(resetAtOf(rolling, { ...asked, limit: 3n, quantity: 1n })).toBe(now);
    expect(resetAtOf(rolling, { ...asked, limit: 3n, quantity: 4n })).toBeNull();
    expect(resetAtOf(rolling, { ...asked, live: [], limit: 0n, quantity: 1n })).toBeNull();
  });

  it('is refused by name where no duration stands', () => {
    expect(() => rolling.windowOf('2026-11-21T09:30:00.000Z', PLAIN_WINDOW)).toThrow('duration');
  });

  const arrivals = fc.array(
    fc.record({ waitMs: fc.integer({ min: 0, max: 15 * 60_000 }), units: fc.bigInt(1n, 3n) }),
    { minLength: 1, maxLength: 60 },
  );

  it('never lets more than its limit into any exact stretch of its duration', () => {
    fc.assert(
      fc.property(arrivals, fc.bigInt(3n, 8n), (asked, limit) => {
        const accepted = admit(rolling, asked, limit);
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
        const accepted = admit(rolling, asked, limit);
        const now = accepted.at(-1)!.at;
        const live = liveOf(rolling, accepted, now);
        const resetAt = resetAtOf(rolling, { now, terms: HOUR, live, limit, quantity });
        const fitsAt = (then: Timestamp) =>
          sum(liveOf(rolling, accepted, then).map(({ units }) => units)) + quantity <= limit;
        if (resetAt === null) return expect(quantity > limit).toBe(true);
        expect(fitsAt(resetAt)).toBe(true);
        if (resetAt > now) expect(fitsAt(timestamp(epochMsOf(resetAt) - 1))).toBe(false);
      }),
    );
  });
});

describe.each([lifetime, gauge, concurrent])('a $name limit', (kind) => {
  it('is one window that no time resets', () => {
    const now = '2026-11-21T09:00:00.000Z';
    const window = kind.windowOf(now, PLAIN_WINDOW);
    expect(kind.windowOf('2027-11-21T09:00:00.000Z', PLAIN_WINDOW)).toBe(window);
    expect(isLiveWindow(kind, window, '2099-01-01T00:00:00.000Z')).toBe(true);
    expect(resetAtOf(kind, { ...FULL, now, terms: PLAIN_WINDOW })).toBeNull();
    expect(kind.startOf(window)).toBeNull();
  });
});

describe('a day', () => {
  it('is counted in its own window whatever else the account has', () => {
    expect(day.windowOf('2026-11-21T23:59:59.999Z', ANCHORED)).toBe('2026-11-21');
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
    const window = kind.windowOf(at, HOUR);
    windows.set(window, (windows.get(window) ?? 0n) + units);
  }
  return [...windows]
    .filter(([window]) => isLiveWindow(kind, window, now))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([window, units]) => ({ window, units }));
}

function sum(units: readonly bigint[]): bigint {
  return units.reduce((total, one) => total + one, 0n);
}
