import fc from 'fast-check';
import { Timestamp, timestamp } from '../time';
import { isLiveWindow, limitKinds, PLAIN_WINDOW, WindowTerms } from './index';

const { 'billing-period': period } = limitKinds;
const ANCHORED: WindowTerms = {
  ...PLAIN_WINDOW,
  period: { anchor: '2026-10-31T17:30:00.000Z', months: 1 },
};
const anyInstant = fc
  .integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2029, 0, 1) })
  .map((ms) => timestamp(ms));

describe('a billing period', () => {
  const anchoredAt = (anchor: Timestamp, months: number): WindowTerms => ({
    ...PLAIN_WINDOW,
    period: { anchor, months },
  });

  it('is the calendar month where the account has no subscription', () => {
    expect(period.windowOf('2026-02-11T09:00:00.000Z', PLAIN_WINDOW)).toBe(
      '2026-02-01T00:00:00.000Z/2026-03-01T00:00:00.000Z',
    );
  });

  it.each([
    ['2026-11-30T17:29:59.999Z', '2026-10-31T17:30:00.000Z', '2026-11-30T17:30:00.000Z'],
    ['2027-02-28T17:30:00.000Z', '2027-02-28T17:30:00.000Z', '2027-03-31T17:30:00.000Z'],
    ['2028-02-29T17:29:59.999Z', '2028-01-31T17:30:00.000Z', '2028-02-29T17:30:00.000Z'],
    ['2026-10-01T00:00:00.000Z', '2026-09-30T17:30:00.000Z', '2026-10-31T17:30:00.000Z'],
  ])('of an anchor on the 31st holds %s from %s until %s', (now, start, end) => {
    expect(period.windowOf(now, ANCHORED)).toBe(`${start}/${end}`);
  });

  it('of a year, begun on a leap day, begins on the 28th until the next leap year', () => {
    const yearly = anchoredAt('2028-02-29T00:00:00.000Z', 12);
    expect(period.windowOf('2029-02-28T00:00:00.000Z', yearly)).toBe(
      '2029-02-28T00:00:00.000Z/2030-02-28T00:00:00.000Z',
    );
    expect(period.windowOf('2032-02-29T00:00:00.000Z', yearly)).toBe(
      '2032-02-29T00:00:00.000Z/2033-02-28T00:00:00.000Z',
    );
  });

  it('follows the one before without a gap or an overlap, whatever the anchor', () => {
    fc.assert(
      fc.property(anyInstant, anyInstant, fc.constantFrom(1, 3, 12), (anchor, now, months) => {
        const terms = anchoredAt(anchor, months);
        const end = period.endsAt(period.windowOf(now, terms))!;
        expect(period.startOf(period.windowOf(end, terms))).toBe(end);
      }),
    );
  });

  it('keeps its end when the anchor moves', () => {
    const window = period.windowOf('2026-11-21T09:00:00.000Z', PLAIN_WINDOW);
    expect(isLiveWindow(period, window, '2026-11-30T23:59:59.999Z')).toBe(true);
    expect(isLiveWindow(period, window, '2026-12-01T00:00:00.000Z')).toBe(false);
  });
});
