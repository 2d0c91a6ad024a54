import { createServer } from 'node:http';
import { AddressInfo } from 'node:net';
import { HttpConnection, postRequest } from './http-connection';

describe('a bench connection', () => {
  const large = 'x'.repeat(300_000);
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      const told = JSON.stringify({
        path: request.url,
        key: request.headers['idempotency-key'],
        body,
        large,
      });
      response.writeHead(201, { 'content-length': Buffer.byteLength(told) }).end(told);
    });
  });
  let connection: HttpConnection;
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    connection = await HttpConnection.open('127.0.0.1', (server.address() as AddressInfo).port);
  });
  afterAll(() => {
    connection.close();
    server.close();
  });

  it('sends requests and reads answers of many packets, one after the other', async () => {
    for (const idempotencyKey of ['a', 'b']) {
      const request = postRequest({ path: '/p', key: 'secret', idempotencyKey, body: '{"ä":1}' });
      const { status, body } = await connection.send(request);
      expect(status).toBe(201);
      expect(JSON.parse(body.toString())).toEqual({
        path: '/p',
        key: idempotencyKey,
        body: '{"ä":1}',
        large,
      });
    }
  });

  it('fails the request in flight when the server goes away', async () => {
    const pending = connection.send('POST /half HTTP/1.1\r\ncontent-length: 5\r\n\r\n');
    server.closeAllConnections();
    await expect(pending).rejects.toThrow();
  });
});
