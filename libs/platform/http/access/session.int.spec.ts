import { randomBytes } from 'node:crypto';
import { Controller, Delete, Get, Post } from '@nestjs/common';
import { mintApiKey, tokenDigest } from '@ledgerline/platform/config';
import { Edge, EdgeAnswer, startEdge } from '@ledgerline/testing';
import { ApiEndpoint, SESSION_COOKIE, SESSION_SECONDS } from '../index';

const success = { example: {} };

@Controller('v1')
class PlantedController {
  @Post('change')
  @ApiEndpoint({ tag: 'planted', summary: 'Change', roles: ['service'], success })
  change(): object {
    return { changed: true };
  }

  @Delete('thing')
  @ApiEndpoint({ tag: 'planted', summary: 'Remove', roles: [], success })
  remove(): object {
    return { removed: true };
  }

  @Get('look')
  @ApiEndpoint({ tag: 'planted', summary: 'Look', roles: ['finance'], success })
  look(): object {
    return {};
  }
}

const controllers = [PlantedController];
const sessionSecret = randomBytes(32);
const { token: opsToken } = mintApiKey({ name: 'ops', role: 'admin' });
const ops = { name: 'ops', role: 'admin' as const, sha256: tokenDigest(opsToken) };

const opened: Edge[] = [];
async function edgeWith(options: Parameters<typeof startEdge>[0] = {}): Promise<Edge> {
  const edge = await startEdge({ controllers, sessionSecret, ...options });
  opened.push(edge);
  return edge;
}
afterAll(() => Promise.all(opened.map((edge) => edge.app.stop())));

let edge: Edge;
beforeAll(async () => {
  edge = await edgeWith({ apiKeys: [ops] });
});

function signIn(at: Edge, key: string, headers: Record<string, string> = {}): Promise<EdgeAnswer> {
  return at.call('/v1/session', { json: { key }, headers });
}

async function cookieOf(at: Edge, key = opsToken): Promise<string> {
  return String((await signIn(at, key)).headers['set-cookie']).split(';')[0]!;
}

describe('signing in', () => {
  it('with an admin key gives a session of 8 hours, out of reach of scripts and other sites', async () => {
    const answer = await signIn(edge, opsToken);
    expect(answer).toMatchObject({ status: 200, body: { name: 'ops', role: 'admin' } });
    const left = Date.parse(answer.body.expiresAt) - Date.now();
    expect(left / 1_000).toBeGreaterThan(SESSION_SECONDS - 10);
    const [cookie, ...flags] = String(answer.headers['set-cookie']).split('; ');
    expect(cookie).toMatch(new RegExp(`^${SESSION_COOKIE}=[A-Za-z0-9_-]{100,}$`));
    expect(flags.sort()).toEqual(['HttpOnly', 'Max-Age=28800', 'Path=/', 'SameSite=Strict']);
    expect(answer.text + cookie).not.toContain(opsToken);
    expect(Buffer.from(cookie!.split('=')[1]!, 'base64url').includes('ops')).toBe(false);
  });

  it('over https marks the cookie as secure', async () => {
    const behindProxy = await edgeWith({
      config: { host: '127.0.0.1', port: 0, trustProxy: true },
      apiKeys: [ops],
    });
    const headers = { 'x-forwarded-proto': 'https' };
    expect((await signIn(behindProxy, opsToken, headers)).headers['set-cookie']).toContain('Secure');
    expect((await signIn(edge, opsToken, headers)).headers['set-cookie']).not.toContain('Secure');
  });

  it('is for admin keys', async () => {
    const plain = await edgeWith();
    expect((await signIn(plain, plain.tokens.service)).body).toMatchObject({
      status: 403,
      code: 'forbidden',
    });
    expect((await signIn(plain, plain.tokens.finance)).status).toBe(403);
    expect((await signIn(plain, plain.tokens.admin)).status).toBe(200);
    expect((await signIn(plain, 'll_wrong')).body).toMatchObject({ status: 401, code: 'unauthenticated' });
    expect((await plain.call('/v1/session', { json: {} })).body.code).toBe('validation-failed');
  });

  it('stops listening to an address that is wrong 10 times, until a quarter of an hour is over', async () => {
    let nowMs = Date.now();
    const patient = await edgeWith({ apiKeys: [ops], now: () => nowMs });
    for (let i = 0; i < 10; i++) expect((await signIn(patient, `ll_wrong_${i}`)).status).toBe(401);
    const refused = await signIn(patient, opsToken);
    expect(refused).toMatchObject({ status: 429, body: { code: 'too-many-sign-ins' } });
    expect(Number(refused.headers['retry-after'])).toBe(900);
    nowMs += 900_000;
    expect((await signIn(patient, opsToken)).status).toBe(200);
    for (let i = 0; i < 9; i++) await signIn(patient, 'll_wrong');
    expect((await signIn(patient, opsToken)).status).toBe(200);
  });
});

describe('a session', () => {
  it('acts under the name of its key', async () => {
    const cookie = await cookieOf(edge);
    const { body } = await edge.call('/v1/me', { headers: { cookie: `other=1; ${cookie}` } });
    expect(body).toEqual({ name: 'ops', role: 'admin', via: 'session' });
  });

  it('is over after 8 hours', async () => {
    let nowMs = Date.now();
    const patient = await edgeWith({ apiKeys: [ops], now: () => nowMs });
    const cookie = await cookieOf(patient);
    nowMs += SESSION_SECONDS * 1_000 - 1;
    expect((await patient.call('/v1/me', { headers: { cookie } })).status).toBe(200);
    nowMs += 1;
    expect((await patient.call('/v1/me', { headers: { cookie } })).body.code).toBe('unauthenticated');
  });

  it('lives on across a restart, and dies with its key', async () => {
    const cookie = await cookieOf(edge);
    const restarted = await edgeWith({ apiKeys: [ops] });
    expect((await restarted.call('/v1/me', { headers: { cookie } })).status).toBe(200);
    const other = mintApiKey({ name: 'x', role: 'admin' }).token;
    const others = [
      [],
      [{ ...ops, sha256: tokenDigest(other) }],
      [{ ...ops, role: 'finance' as const }],
      [{ ...ops, name: 'ops-2' }],
    ];
    for (const apiKeys of others) {
      const changed = await edgeWith({ apiKeys });
      expect((await changed.call('/v1/me', { headers: { cookie } })).status).toBe(401);
    }
  });

  it('cannot be made up, altered, or brought from another installation', async () => {
    const cookie = await cookieOf(edge);
    const altered = cookie.slice(0, 60) + (cookie[60] === 'A' ? 'B' : 'A') + cookie.slice(61);
    const foreign = await cookieOf(await edgeWith({ apiKeys: [ops], sessionSecret: randomBytes(32) }));
    for (const bad of [
      altered,
      foreign,
      `${SESSION_COOKIE}=`,
      `${SESSION_COOKIE}=e30`,
      cookie.slice(0, -5),
    ]) {
      expect((await edge.call('/v1/me', { headers: { cookie: bad } })).status).toBe(401);
    }
  });

  it('does not rescue a wrong key', async () => {
    const headers = { cookie: await cookieOf(edge), authorization: `Bearer ${'x'.repeat(30)}` };
    expect((await edge.call('/v1/me', { headers })).status).toBe(401);
  });

  it('is forgotten by the browser when it signs out', async () => {
    const headers = { cookie: await cookieOf(edge), 'content-type': 'application/json' };
    const answer = await edge.call('/v1/session', { method: 'DELETE', headers });
    expect(answer.status).toBe(204);
    expect(answer.headers['set-cookie']).toMatch(
      new RegExp(`^${SESSION_COOKIE}=; Max-Age=0; Path=/; HttpOnly; SameSite=Strict`),
    );
  });
});

describe('a change by a session', () => {
  const json = { 'content-type': 'application/json' };

  it.each<[string, Record<string, string>, number]>([
    ['no origin', json, 200],
    ['its own origin', { ...json, origin: 'OWN' }, 200],
    ['a browser that calls it same-origin', { ...json, 'sec-fetch-site': 'same-origin' }, 200],
    ['another origin', { ...json, origin: 'https://evil.example' }, 403],
    ['no name for its origin', { ...json, origin: 'null' }, 403],
    ['another port of the same host', { ...json, origin: 'http://127.0.0.1:1' }, 403],
    ['a browser that calls it cross-site', { ...json, 'sec-fetch-site': 'cross-site' }, 403],
    ['a browser that calls it same-site', { ...json, 'sec-fetch-site': 'same-site' }, 403],
    ['a form’s content type', { 'content-type': 'text/plain' }, 403],
    ['no content type', {}, 403],
  ])('with %s is answered as it deserves', async (_, given, status) => {
    const cookie = await cookieOf(edge);
    const headers = { ...given, cookie, ...(given.origin === 'OWN' && { origin: edge.url }) };
    const answers = await Promise.all([
      edge.call('/v1/change', { method: 'POST', headers }),
      edge.call('/v1/thing', { method: 'DELETE', headers }),
      edge.call('/v1/session', { method: 'DELETE', headers }),
    ]);
    expect(answers.slice(0, 2).map((answer) => answer.status)).toEqual([status, status]);
    // Signing out needs no session, so a body that is not JSON is noticed first.
    expect(status === 200 ? [204] : [403, 415]).toContain(answers[2].status);
    if (status === 403) expect(answers[0].body.code).toBe('cross-site-request');
  });

  it('needs none of that for reading, and a key needs none at all', async () => {
    const cookie = await cookieOf(edge);
    const elsewhere = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' };
    expect((await edge.call('/v1/look', { headers: { cookie, ...elsewhere } })).status).toBe(200);
    const authorization = `Bearer ${opsToken}`;
    const byKey = await edge.call('/v1/change', { method: 'POST', headers: { authorization, ...elsewhere } });
    expect(byKey.status).toBe(200);
  });

  it('and signing in from another site are refused alike', async () => {
    expect((await signIn(edge, opsToken, { origin: 'https://evil.example' })).body.code).toBe(
      'cross-site-request',
    );
  });
});
