import fc from 'fast-check';
import {
  addDays,
  addSeconds,
  epochMsOf,
  isTimestamp,
  latest,
  nextUtcMidnight,
  nextUtcMonth,
  secondsBetween,
  timestamp,
  utcDay,
} from './time';

const anyEpochMs = fc.integer({ min: Date.UTC(2000, 0, 1), max: Date.UTC(2099, 11, 31) });

describe('an instant', () => {
  it('days later is as many times 24 hours later, over a leap day too', () => {
    expect(addDays('2028-02-28T09:00:00.000Z', 2)).toBe('2028-03-01T09:00:00.000Z');
    expect(addDays('2028-03-01T09:00:00.000Z', -1)).toBe('2028-02-29T09:00:00.000Z');
  });

  it.each(['2026-11-21T09:00:00.000Z', '2028-02-29T23:59:59.999Z', '2000-01-01T00:00:00.000Z'])(
    'is %s',
    (text) => expect(isTimestamp(text)).toBe(true),
  );

  it.each([
    ['without milliseconds', '2026-11-21T09:00:00Z'],
    ['with an offset', '2026-11-21T09:00:00.000+01:00'],
    ['without a zone', '2026-11-21T09:00:00.000'],
    ['with a space', '2026-11-21 09:00:00.000Z'],
    ['on the 30th of February', '2026-02-30T00:00:00.000Z'],
    ['on a leap day of no leap year', '2027-02-29T00:00:00.000Z'],
    ['on the 31st of April', '2026-04-31T00:00:00.000Z'],
    ['in month 13', '2026-13-01T00:00:00.000Z'],
    ['in month 0', '2026-00-01T00:00:00.000Z'],
    ['on day 0', '2026-01-00T00:00:00.000Z'],
    ['at 24 h', '2026-11-21T24:00:00.000Z'],
    ['at minute 60', '2026-11-21T09:60:00.000Z'],
    ['in a leap second', '2026-12-31T23:59:60.000Z'],
    ['with microseconds', '2026-11-21T09:00:00.000000Z'],
    ['with a line break', '2026-11-21T09:00:00.000Z\n'],
    ['as a day', '2026-11-21'],
    ['as nothing', ''],
  ])('is not one %s', (_, text) => {
    expect(isTimestamp(text)).toBe(false);
  });

  it('is written in fixed width, so that order of texts is order of time', () => {
    fc.assert(
      fc.property(anyEpochMs, anyEpochMs, (a, b) => {
        expect(timestamp(a)).toHaveLength(24);
        expect(timestamp(a) < timestamp(b)).toBe(a < b);
        expect(epochMsOf(timestamp(a))).toBe(a);
        expect(isTimestamp(timestamp(a))).toBe(true);
        expect(latest(timestamp(a), timestamp(b))).toBe(timestamp(Math.max(a, b)));
      }),
    );
  });

  it('moves by seconds, over day, month and year', () => {
    expect(addSeconds('2026-12-31T23:59:59.500Z', 1)).toBe('2027-01-01T00:00:00.500Z');
    expect(addSeconds('2028-02-28T12:00:00.000Z', 86_400)).toBe('2028-02-29T12:00:00.000Z');
    expect(secondsBetween('2026-11-21T09:00:00.000Z', '2026-11-21T09:00:01.500Z')).toBe(1.5);
  });
});

describe('the UTC calendar', () => {
  it.each([
    ['2026-11-21T00:00:00.000Z', '2026-11-21', '2026-11-22', '2026-12-01'],
    ['2026-11-21T23:59:59.999Z', '2026-11-21', '2026-11-22', '2026-12-01'],
    ['2026-11-30T23:59:59.999Z', '2026-11-30', '2026-12-01', '2026-12-01'],
    ['2026-12-31T23:59:59.999Z', '2026-12-31', '2027-01-01', '2027-01-01'],
    ['2026-01-31T12:00:00.000Z', '2026-01-31', '2026-02-01', '2026-02-01'],
    ['2027-02-28T12:00:00.000Z', '2027-02-28', '2027-03-01', '2027-03-01'],
    ['2028-02-28T12:00:00.000Z', '2028-02-28', '2028-02-29', '2028-03-01'],
    ['2028-02-29T12:00:00.000Z', '2028-02-29', '2028-03-01', '2028-03-01'],
  ])('%s is of day %s; then comes %s, and the month after begins %s', (now, day, midnight, month) => {
    expect(utcDay(now)).toBe(day);
    expect(nextUtcMidnight(now)).toBe(`${midnight}T00:00:00.000Z`);
    expect(nextUtcMonth(now)).toBe(`${month}T00:00:00.000Z`);
  });

  it('knows nothing of the machine’s own time zone', () => {
    fc.assert(
      fc.property(anyEpochMs, (ms) => {
        const midnight = nextUtcMidnight(timestamp(ms));
        expect(epochMsOf(midnight) % 86_400_000).toBe(0);
        expect(epochMsOf(midnight) - ms).toBeGreaterThan(0);
        expect(epochMsOf(midnight) - ms).toBeLessThanOrEqual(86_400_000);
        expect(nextUtcMonth(timestamp(ms))).toMatch(/-01T00:00:00\.000Z$/);
      }),
    );
  });
});
