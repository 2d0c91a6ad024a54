import { createServer, IncomingMessage, Server, ServerResponse } from 'node:http';
import { AddressInfo } from 'node:net';
import { LedgerClient } from './ledger-client';

type Handler = (seen: Seen, response: ServerResponse, request: IncomingMessage) => void;

interface Seen {
  readonly key: string | undefined;
  readonly body: string;
}

/** A server that answers the n-th request by the n-th handler and remembers what it was sent. */
async function serving(...handlers: Handler[]) {
  const seen: Seen[] = [];
  const server: Server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      const now = { key: request.headers['idempotency-key'] as string | undefined, body };
      seen.push(now);
      handlers[seen.length - 1]!(now, response, request);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const client = new LedgerClient({ url, key: 'k'.repeat(24), connections: 1 });
  const end = async () => {
    await client.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { client, seen, end };
}

function answering(status: number, body: object, headers: Record<string, string> = {}): Handler {
  return (_seen, response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
  };
}

const accepted = answering(201, { outcome: 'accepted', position: 'p1' });
const busy = answering(503, { outcome: 'not_executed' }, { 'retry-after': '0.01' });
const lost: Handler = (_seen, _response, request) => void request.socket.destroy();

describe('the caller', () => {
  it('tries again with the same key and body after a 503 and after a lost connection', async () => {
    const { client, seen, end } = await serving(busy, lost, accepted);
    const answer = await client.command('/v1/x', 'key-1', { a: 1 });
    expect(answer).toMatchObject({ outcome: 'accepted', retries: 2, body: { position: 'p1' } });
    expect(seen).toEqual(Array.from({ length: 3 }, () => ({ key: 'key-1', body: '{"a":1}' })));
    await end();
  });

  it('takes a refusal as an answer, a rate limit among them', async () => {
    const refused = answering(429, { outcome: 'refused', code: 'limit-reached', limitType: 'chat_daily' });
    const { client, seen, end } = await serving(refused);
    const answer = await client.command('/v1/x', 'key-1', {});
    expect(answer).toMatchObject({ outcome: 'refused', retries: 0, body: { limitType: 'chat_daily' } });
    expect(seen).toHaveLength(1);
    await end();
  });

  it('gives up at once on what no client of a working ledger is told', async () => {
    const invalid = answering(422, { outcome: 'not_executed', code: 'validation-failed' });
    const { client, end } = await serving(invalid, answering(401, { code: 'unauthenticated' }));
    await expect(client.command('/v1/x', 'key-1', {})).rejects.toThrow(/422 .*validation-failed/);
    await expect(client.query('/v1/y')).rejects.toThrow(/GET \/v1\/y answered 401/);
    await end();
  });

  it('asks again for a read model that is behind', async () => {
    const behind = answering(503, { code: 'read-model-behind' }, { 'retry-after': '0.01' });
    const { client, end } = await serving(behind, answering(200, { items: [] }));
    expect(await client.query('/v1/accounts')).toEqual({ items: [] });
    await end();
  });
});
