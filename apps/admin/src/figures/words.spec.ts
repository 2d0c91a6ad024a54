import { asSentence, humanWords, shortPosition } from './words';

describe('writing codes for people', () => {
  it('turns codes into words', () => {
    expect(humanWords('limit-reached')).toBe('Limit reached');
    expect(humanWords('DAILY_REFILL')).toBe('Daily refill');
  });

  it('keeps the capitals of a description', () => {
    expect(asSentence('API calls this period')).toBe('API calls this period');
    expect(asSentence('prompts today')).toBe('Prompts today');
  });

  it('shortens a position to what changes', () => {
    expect(shortPosition('pg1-00000000000000012345')).toBe('12,345');
    expect(shortPosition('pg1-00000000000000000000')).toBe('0');
    expect(shortPosition('opaque')).toBe('opaque');
  });
});
