import { dayRange } from './day-range';

describe('a range of days', () => {
  it('holds both days whole, whatever month they end', () => {
    expect(dayRange({ from: '2028-02-01', to: '2028-02-29' })).toEqual({
      from: '2028-02-01T00:00:00.000Z',
      to: '2028-03-01T00:00:00.000Z',
    });
  });

  it('is open where no day, or none that exists, is given', () => {
    expect(dayRange({ from: '' })).toEqual({ from: undefined, to: undefined });
    expect(dayRange({ from: 'soon', to: '2026-13-01' })).toEqual({ from: undefined, to: undefined });
  });
});
