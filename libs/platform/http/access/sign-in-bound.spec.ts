import { FAILED_SIGN_INS_MAX, signInBound } from './sign-in-bound';

function exhausted(ip: string) {
  const bound = signInBound(() => 1_000);
  for (let i = 0; i < FAILED_SIGN_INS_MAX; i++) bound.failed(ip);
  return bound;
}

describe('the bound on failed sign-ins', () => {
  it('holds for one address and leaves others alone', () => {
    const bound = exhausted('203.0.113.7');
    expect(bound.waitSeconds('203.0.113.7')).toBe(900);
    expect(bound.waitSeconds('::ffff:203.0.113.7')).toBe(900);
    expect(bound.waitSeconds('203.0.113.8')).toBeUndefined();
  });

  it('takes a whole IPv6 network of one customer for one address', () => {
    const bound = exhausted('2001:db8:1:2::1');
    expect(bound.waitSeconds('2001:db8:1:2:ffff:1:2:3')).toBe(900);
    expect(bound.waitSeconds('2001:db8:1:3::1')).toBeUndefined();
    expect(exhausted('::1').waitSeconds('::1')).toBe(900);
  });

  it('allows one less, and starts anew after a success', () => {
    const bound = signInBound(() => 1_000);
    for (let i = 1; i < FAILED_SIGN_INS_MAX; i++) bound.failed('a');
    expect(bound.waitSeconds('a')).toBeUndefined();
    bound.succeeded('a');
    bound.failed('a');
    expect(bound.waitSeconds('a')).toBeUndefined();
  });
});
