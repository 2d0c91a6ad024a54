import { usageSeries } from './usage-series';

const usage = [
  { day: '2026-11-21', action: 'image', generations: 5, credits: '50', refused: 1 },
  { day: '2026-11-19', action: 'image', generations: 2, credits: '20.5', refused: 0 },
  { day: '2026-11-20', action: 'prompt', generations: 9, credits: '90', refused: 0 },
  { day: '2026-10-01', action: 'music', generations: 99, credits: '1', refused: 0 },
];
const range = { dayCount: 3, lastDay: '2026-11-21' };

describe('usage per day and action', () => {
  it('fills days without work and ends at the last day', () => {
    const series = usageSeries(usage, { measure: 'generations', ...range });
    expect(series.days).toEqual(['2026-11-19', '2026-11-20', '2026-11-21']);
    expect(series.actions).toEqual([
      { action: 'prompt', values: [0, 9, 0], total: 9 },
      { action: 'image', values: [2, 0, 5], total: 7 },
    ]);
  });

  it('measures credits and refusals too, and leaves out actions without any', () => {
    expect(usageSeries(usage, { measure: 'credits', ...range }).actions[1]!.values).toEqual([20.5, 0, 50]);
    const refused = usageSeries(usage, { measure: 'refused', ...range }).actions;
    expect(refused.map(({ action }) => action)).toEqual(['image']);
  });

  it('adds up what is beyond the colours that can be told apart', () => {
    const many = Array.from({ length: 12 }, (_, index) => ({
      ...usage[0]!,
      action: `action-${index}`,
      generations: 100 - index,
    }));
    const { actions } = usageSeries(many, { measure: 'generations', ...range });
    expect(actions).toHaveLength(8);
    expect(actions[7]).toEqual({ action: 'other', values: [0, 0, 93 + 92 + 91 + 90 + 89], total: 455 });
  });

  it('crosses a month and a leap day without losing one', () => {
    const series = usageSeries([], { measure: 'credits', dayCount: 3, lastDay: '2028-03-01' });
    expect(series.days).toEqual(['2028-02-28', '2028-02-29', '2028-03-01']);
  });
});
