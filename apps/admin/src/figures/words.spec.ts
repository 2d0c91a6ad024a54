import { humanWords, shortPosition } from './words';

describe('writing codes for people', () => {
  it('turns codes into words', () => {
    expect(humanWords('limit-reached')).toBe('Limit reached');
    expect(humanWords('DAILY_REFILL')).toBe('Daily refill');
  });

  it('shortens a position to what changes', () => {
    expect(shortPosition('pg1-00000000000000012345')).toBe('12,345');
    expect(shortPosition('pg1-00000000000000000000')).toBe('0');
    expect(shortPosition('opaque')).toBe('opaque');
  });
});
