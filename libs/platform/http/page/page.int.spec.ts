import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Edge, startEdge } from '@ledgerline/testing';

const folder = mkdtempSync(join(tmpdir(), 'ledgerline-page-'));
const secret = join(folder, '..', 'ledgerline-page-secret.txt');

let edge: Edge;
beforeAll(async () => {
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>Ledgerline</title>');
  writeFileSync(join(folder, 'favicon.svg'), '<svg/>');
  writeFileSync(join(folder, 'assets', 'index-4fa1.js'), 'void 0;');
  writeFileSync(secret, 'secret');
  edge = await startEdge({ pageFolder: folder });
});
afterAll(async () => {
  await edge.app.stop();
  rmSync(folder, { recursive: true });
  rmSync(secret);
});

describe('the page', () => {
  it.each(['/', '/index.html', '/accounts/ada', '/accounts?search=a'])(
    'is served at %s, and asked for anew each time',
    async (path) => {
      const answer = await edge.call(path);
      expect(answer).toMatchObject({ status: 200, text: expect.stringContaining('<title>Ledgerline') });
      expect(answer.headers['content-type']).toMatch(/^text\/html/);
      expect(answer.headers['cache-control']).toBe('no-cache');
    },
  );

  it('takes scripts and styles from here only, and none inline', async () => {
    const policy = (await edge.call('/')).headers['content-security-policy']!;
    expect(policy).toContain("default-src 'self'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe|\*|https?:/);
    expect((await edge.call('/')).headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
    });
  });

  it('has files with a hash in their name that are kept for ever, others are asked for again', async () => {
    const asset = await edge.call('/assets/index-4fa1.js');
    expect(asset).toMatchObject({ status: 200, text: 'void 0;' });
    expect(asset.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(asset.headers['content-type']).toMatch(/javascript/);
    expect((await edge.call('/favicon.svg')).headers['cache-control']).toBe('no-cache');
  });

  it('answers a script that is gone with 404 and never with the page', async () => {
    expect(await edge.call('/assets/index-old.js')).toMatchObject({
      status: 404,
      body: { code: 'not-found' },
    });
  });

  it('does not stand in for the API: a mistyped route is told so in JSON', async () => {
    for (const path of ['/v1', '/v1/acounts', '/health', '/metrics/x', '/docs/nope/x']) {
      expect((await edge.call(path)).status).toBe(404);
    }
    expect((await edge.call('/v1/acounts')).body.code).toBe('not-found');
  });

  it.each([
    '/../ledgerline-page-secret.txt',
    '/..%2fledgerline-page-secret.txt',
    '/assets/%2e%2e/%2e%2e/ledgerline-page-secret.txt',
    '//etc/passwd',
    '/%00',
  ])('lets nobody out of its folder by %s', async (path) => {
    const answer = await edge.call(path);
    expect(answer.text).not.toContain('secret');
    expect(answer.text).not.toContain('root:');
  });
});

describe('a page that is not built', () => {
  it.each([undefined, join(folder, 'no-such-folder')])(
    'is told plainly (%p), and the API works',
    async (pageFolder) => {
      const without = await startEdge({ pageFolder });
      const answer = await without.call('/');
      expect(answer).toMatchObject({ status: 404, text: expect.stringContaining('npm run build') });
      expect(answer.headers['content-type']).toMatch(/^text\/html/);
      expect((await without.call('/health/live')).status).toBe(200);
      await without.app.stop();
    },
  );
});
