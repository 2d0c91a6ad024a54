import { spokenDuration, spokenWait } from './durations';

describe('a wait as people say it', () => {
  it.each([
    [0, '1 s'],
    [0.2, '1 s'],
    [59, '59 s'],
    [60, '1 m'],
    [61, '2 m'],
    [3_599, '1 h'],
    [11_520, '3 h 12 m'],
    [86_400, '1 d'],
    [187_200, '2 d 4 h'],
    [187_260, '2 d 4 h'],
  ])('%d seconds are "%s"', (seconds, text) => {
    expect(spokenDuration(seconds)).toBe(text);
  });

  it('runs from one instant to another', () => {
    expect(spokenWait('2026-11-21T20:48:00.000Z', '2026-11-22T00:00:00.000Z')).toBe('3 h 12 m');
  });
});
