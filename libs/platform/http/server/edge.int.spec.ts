import { connect } from 'node:net';
import { Controller, Post } from '@nestjs/common';
import { Edge, startEdge } from '@ledgerline/testing';
import { ApiEndpoint } from '../index';

@Controller('v1')
class PlantedController {
  @Post('things/:thingId')
  @ApiEndpoint({ tag: 'planted', summary: 'Thing', roles: ['service'], success: { example: {} } })
  thing(): object {
    return {};
  }
}

let edge: Edge;
beforeAll(async () => {
  edge = await startEdge({ controllers: [PlantedController] });
});
afterAll(() => edge.app.stop());

describe('what is no request', () => {
  it.each([
    ['a broken head', 'GET / HTTP/9.9\r\n\r\n', 400, 'bad-request'],
    [
      'a head over 16 KiB',
      `GET / HTTP/1.1\r\nhost: x\r\nx-long: ${'x'.repeat(20_000)}\r\n\r\n`,
      431,
      'headers-too-large',
    ],
  ])('(%s) is answered in the same form, and the connection closed', async (_, bytes, status, code) => {
    const answer = await raw(bytes);
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(answer).toContain('application/problem+json');
    expect(JSON.parse(answer.slice(answer.indexOf('\r\n\r\n') + 4))).toMatchObject({ code, status });
  });
});

describe('a request id', () => {
  it('is the caller’s when a log can hold it, else a new one', async () => {
    const idFor = async (given: string) =>
      (await edge.call('/health/live', { headers: { 'x-request-id': given } })).headers['x-request-id'];
    expect(await idFor('trace-1.2~3_4')).toBe('trace-1.2~3_4');
    for (const bad of ['two words', 'x'.repeat(101), '{"a":1}'])
      expect(await idFor(bad)).toMatch(/^[0-9a-f-]{36}$/);
  });
});

describe('the log', () => {
  it('has one line per answer: who, which route, status and time, no URL and no body', async () => {
    const headers = { 'x-request-id': 'one-line', authorization: `Bearer ${edge.tokens.service}` };
    await edge.call('/v1/things/canary-1?q=canary', { json: { reason: 'a canary sings' }, headers });
    const lines = edge
      .logged()
      .split('\n')
      .filter((line) => line.includes('one-line'));
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0]!)).toMatchObject({
      request_id: 'one-line',
      principal: 'the-service',
      via: 'key',
      method: 'POST',
      route: '/v1/things/:thingId',
      status: 200,
      ms: expect.any(Number),
    });
    expect(edge.logged()).not.toContain('canary');
    expect(edge.logged()).not.toContain(edge.tokens.service);
  });
});

function raw(bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(edge.port, '127.0.0.1', () => socket.write(bytes));
    socket.on('data', (chunk: Buffer) => (answer += chunk.toString()));
    socket.on('end', () => resolve(answer));
    socket.on('error', reject);
  });
}
