import { mintApiKey, tokenDigest } from '@ledgerline/platform/config';
import type { Problem } from '../problems/problem';
import { accessHook } from './access-hook';
import { keyRing } from './key-ring';
import type { ApiReply, ApiRequest } from './principal';
import { sessions } from './sessions';

describe('the guard in front of every route', () => {
  const { token } = mintApiKey({ name: 'ops', role: 'admin' });
  const ring = keyRing([{ name: 'ops', role: 'admin', sha256: tokenDigest(token) }]);
  const hook = accessHook({
    keyRing: ring,
    sessions: sessions({ secret: Buffer.alloc(32, 7), keyRing: ring, now: Date.now }),
  });

  it('denies even an admin a route that declares nothing, should one ever get past the start', () => {
    const request = {
      method: 'GET',
      headers: { authorization: `Bearer ${token}` },
      routeOptions: { config: {} },
    } as unknown as ApiRequest;
    let answer: Problem | undefined;
    hook(request, {} as ApiReply, (error) => (answer = error as Problem));
    expect(answer).toMatchObject({
      code: 'forbidden',
      message: expect.stringContaining('declares no roles'),
    });
  });
});
