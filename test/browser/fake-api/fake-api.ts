import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { problem, type Answer } from './answer';
import { FakeSession } from './fake-session';
import { FakeWorld } from './fake-world';
import { answerTo } from './routes';
import { CONTENT_SECURITY_POLICY, staticPage } from './static-page';

/** Signing in works in any weather. */
const SIGN_IN = /^\/v1\/(me|session)$/;

/** How the stand-in answers queries: as it should, with a fault, or not before it is told to. */
export type Weather = 'fine' | 'broken' | 'silent';

/**
 * A stand-in for the API that keeps to the HTTP contract as far as the page uses it: the page can be
 * developed, photographed and tested in states that a real system is seldom in. It decides nothing.
 */
export class FakeApi {
  readonly world = new FakeWorld();
  readonly session = new FakeSession();
  weather: Weather = 'fine';
  private server: Server | undefined;
  private port = 0;

  constructor(private readonly pageFolder: string) {}

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Listens, after a stop on the same port again. */
  async start(port = this.port): Promise<void> {
    const server = createServer((request, response) => {
      this.handle(request, response).catch((error: Error) => response.destroy(error));
    });
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', resolve);
    });
    this.server = server;
    this.port = (server.address() as AddressInfo).port;
  }

  async stop(): Promise<void> {
    const { server } = this;
    this.server = undefined;
    if (!server) return;
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', this.url);
    if (pathname === '/openapi.json') return send(response, { status: 200, body: DESCRIPTION });
    if (!pathname.startsWith('/v1/')) return this.sendPage(pathname, response);
    if (this.weather === 'silent' && !SIGN_IN.test(pathname)) return;
    const query = Object.fromEntries(searchParams);
    send(response, this.answer(request, pathname, { query, body: await bodyOf(request) }));
  }

  private answer(
    { method = 'GET', headers }: IncomingMessage,
    path: string,
    asked: { query: Record<string, string>; body: Record<string, unknown> },
  ): Answer {
    if (method !== 'GET' && headers['content-type'] !== 'application/json') {
      return problem(403, 'cross-site-request', 'A session changes things only from its own pages.');
    }
    if (path === '/v1/session') {
      if (method === 'DELETE') return this.session.signOut(headers.cookie);
      return this.session.signIn(String(asked.body.key));
    }
    if (!this.session.isOpen(headers.cookie)) return problem(401, 'unauthenticated', 'Sign in first.');
    if (path === '/v1/me') return { status: 200, body: this.session.whoIs() };
    if (this.weather === 'broken') {
      return problem(503, 'log-unavailable', 'The log does not answer. Nothing was changed.');
    }
    const idempotencyKey = headers['idempotency-key']?.toString();
    return answerTo({ method, path, idempotencyKey, ...asked }, this.world);
  }

  private async sendPage(path: string, response: ServerResponse): Promise<void> {
    const file = await staticPage(this.pageFolder, path);
    if (!file) return send(response, problem(404, 'not-found', 'There is nothing at this address.'));
    response.writeHead(200, {
      'content-type': file.type,
      'content-security-policy': CONTENT_SECURITY_POLICY,
      'x-content-type-options': 'nosniff',
    });
    response.end(file.content);
  }
}

/** As much of the API's own description as names its commands. */
const DESCRIPTION = {
  paths: Object.fromEntries(
    ['GrantCredits', 'OverrideLimit', 'RequestGeneration', 'CompleteGeneration'].map((name) => [
      `/v1/commands/${name}`,
      { post: { operationId: `${name}Controller_handle`, parameters: [{ name: 'Idempotency-Key' }] } },
    ]),
  ),
};

function send(response: ServerResponse, { status, body, headers }: Answer): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(typeof body === 'string' || body === undefined ? body : JSON.stringify(body));
}

async function bodyOf(request: IncomingMessage): Promise<Record<string, unknown>> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text ? (JSON.parse(text) as Record<string, unknown>) : {};
}
