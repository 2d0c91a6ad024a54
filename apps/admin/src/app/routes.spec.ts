import { hrefTo, parseRoute } from './routes';

describe('addresses within the page', () => {
  it('takes an address apart', () => {
    expect(parseRoute('#/accounts/user-1/statement?type=USAGE&from=2026-11-01')).toEqual({
      segments: ['accounts', 'user-1', 'statement'],
      query: { type: 'USAGE', from: '2026-11-01' },
    });
    expect(parseRoute('')).toEqual({ segments: [], query: {} });
  });

  it('reads back what it wrote, whatever an account is called', () => {
    const id = 'a/b ?&#%ü';
    const href = hrefTo(['accounts', id], { search: 'x y&z', status: '' });
    expect(parseRoute(href)).toEqual({ segments: ['accounts', id], query: { search: 'x y&z' } });
  });

  it('starts anew at an address that cannot be read', () => {
    expect(parseRoute('#/accounts/%E0%A4%A')).toEqual({ segments: [], query: {} });
  });
});
