import { fitsAfterSentence, limitSentence, limitUseSentence, spokenMoment } from './sentences';

const NINE = '2026-11-21T09:00:00.000Z';
const FIGURES = { description: 'credits today', kind: 'calendar-day', decidedAt: NINE };

describe('sentences', () => {
  it('compares amounts as numbers, not as texts: 9 credits are less than 10', () => {
    const resetAt = '2026-11-22T00:00:00.000Z';
    const fits = { ...FIGURES, current: '5', requested: '9', limit: '10', resetAt };
    expect(limitSentence(fits)).toBe(
      "You've used 5 of 10 credits today, and 9 more were asked for. Resets in 15 h.",
    );
    const never = { ...FIGURES, current: '5', requested: '10', limit: '9', resetAt: null };
    expect(limitSentence(never)).toContain('That is more than the whole limit.');
  });

  it('names an instant by its hour within a day, else with its date', () => {
    expect(spokenMoment('2026-11-22T00:00:00.000Z', NINE)).toBe('00:00Z');
    expect(spokenMoment('2026-12-01T00:00:00.000Z', NINE)).toBe('2026-12-01 00:00Z');
    expect(fitsAfterSentence(2, '2026-11-22T00:00:00.000Z', NINE)).toBe('2 more fit after 00:00Z (in 15 h).');
  });

  it('tells an unlimited limit without a bound', () => {
    const use = { description: 'tasks', used: 3, held: 0, value: null, remaining: null };
    expect(limitUseSentence(use)).toBe('3 tasks used; nothing bounds them.');
  });
});
