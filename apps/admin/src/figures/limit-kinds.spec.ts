import { limitKinds } from '../../../../libs/kernel/limit-kinds';
import { LIMIT_KINDS, limitKindWords } from './limit-kinds';

describe('the kinds of limits', () => {
  it('are those that the ledger knows, each with words', () => {
    expect(Object.keys(LIMIT_KINDS).sort()).toEqual(Object.keys(limitKinds).sort());
  });

  it('are told with how long a rolling one looks back', () => {
    expect(limitKindWords('rolling', '1 h')).toBe('rolling, 1 h');
    expect(limitKindWords('calendar-day')).toBe('per calendar day');
    expect(limitKindWords('lunar')).toBe('lunar');
  });
});
