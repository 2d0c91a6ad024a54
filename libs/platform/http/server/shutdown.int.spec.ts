import { EventEmitter, once } from 'node:events';
import { PassThrough } from 'node:stream';
import { Controller, Get, OnModuleDestroy, Res } from '@nestjs/common';
import { Agent, request } from 'undici';
import { createLogger } from '@ledgerline/platform/telemetry';
import { Edge, startEdge, until } from '@ledgerline/testing';
import { ApiEndpoint, type ApiReply, shutdownOnSignals, ShutdownStep } from '../index';

const gate = new EventEmitter();
const happened: string[] = [];

@Controller('v1')
class SlowController implements OnModuleDestroy {
  @Get('slow')
  @ApiEndpoint({ tag: 'planted', summary: 'Slow', roles: 'public', success: { example: {} } })
  async slow(): Promise<object> {
    happened.push('request arrived');
    await once(gate, 'open');
    happened.push('request answered');
    return { answered: true };
  }

  @Get('stream')
  @ApiEndpoint({ tag: 'planted', summary: 'Stream', roles: 'public', success: { example: 'a\nb' } })
  stream(@Res() reply: ApiReply): void {
    const rows = new PassThrough();
    rows.write('first row\n');
    void once(gate, 'open').then(() => rows.end('last row\n'));
    void reply.type('text/csv').send(rows);
  }

  onModuleDestroy(): void {
    happened.push('modules told');
  }
}

const silent = createLogger({ level: 'silent', service: 'test' });
let edge: Edge;
beforeEach(async () => {
  happened.length = 0;
  edge = await startEdge({ controllers: [SlowController] });
});

// A failed test must not leave a server behind that keeps the whole run from ending.
afterEach(() => {
  gate.emit('open');
  edge.app.nest.getHttpServer().closeAllConnections();
  return edge.app.stop();
});

function signalled(steps: ShutdownStep[]) {
  const signals = new EventEmitter();
  const exits: number[] = [];
  shutdownOnSignals({ steps, logger: silent, signals, exit: (code) => exits.push(code) });
  return { signals, exits };
}

describe('on a signal', () => {
  it('what is in flight is answered, then the parts close in order, then the process ends with 0', async () => {
    const pool: ShutdownStep = { name: 'pool', close: () => void happened.push('pool closed') };
    const { signals, exits } = signalled([{ name: 'http', close: () => edge.app.stop() }, pool]);
    const inFlight = edge.call('/v1/slow');
    await until('the request arrived', () => happened.includes('request arrived'));
    signals.emit('SIGTERM');
    await until('nothing new is accepted', () => refuses(edge.port));
    expect(exits).toEqual([]);
    gate.emit('open');
    const answer = await inFlight;
    expect(answer).toMatchObject({ status: 200, body: { answered: true } });
    expect(answer.headers.connection).toBe('close');
    await until('the process ended', () => exits.length > 0);
    expect(exits).toEqual([0]);
    expect(happened).toEqual(['request arrived', 'request answered', 'modules told', 'pool closed']);
  });

  it('an idle connection does not keep the process for its 72 seconds', async () => {
    const agent = new Agent({ keepAliveTimeout: 60_000, keepAliveMaxTimeout: 60_000 });
    await (await request(`${edge.url}/health/live`, { dispatcher: agent })).body.dump();
    const startedAt = performance.now();
    await edge.app.stop();
    expect(performance.now() - startedAt).toBeLessThan(5_000);
    await agent.close();
  });

  it('a stream is finished, and its connection closed though it had promised to stay', async () => {
    const agent = new Agent({ keepAliveTimeout: 60_000, keepAliveMaxTimeout: 60_000 });
    const { body, headers } = await request(`${edge.url}/v1/stream`, { dispatcher: agent });
    expect(headers.connection).toBe('keep-alive');
    const startedAt = performance.now();
    const stopped = edge.app.stop();
    await until('nothing new is accepted', () => refuses(edge.port));
    gate.emit('open');
    expect(await body.text()).toBe('first row\nlast row\n');
    await stopped;
    expect(performance.now() - startedAt).toBeLessThan(5_000);
    await agent.close();
  });

  it('a request on a connection that is still busy is told to come again elsewhere', async () => {
    const agent = new Agent({ connections: 1, pipelining: 2 });
    const slow = request(`${edge.url}/v1/slow`, { dispatcher: agent });
    await until('the request arrived', () => happened.includes('request arrived'));
    const pipelined = request(`${edge.url}/health/ready`, { dispatcher: agent, idempotent: true });
    const stopped = edge.app.stop();
    await until('nothing new is accepted', () => refuses(edge.port));
    gate.emit('open');
    expect((await slow).statusCode).toBe(200);
    // It was either refused in our form or never sent at all: both are safe to send again.
    const status = await pipelined.then(
      (answer) => answer.statusCode,
      () => 'not sent',
    );
    expect([503, 'not sent']).toContain(status);
    await stopped;
    await agent.destroy();
  });

  it('a second signal ends the process at once', async () => {
    const { signals, exits } = signalled([{ name: 'stuck', close: () => new Promise(() => undefined) }]);
    signals.emit('SIGINT');
    expect(exits).toEqual([]);
    signals.emit('SIGINT');
    signals.emit('SIGTERM');
    expect(exits).toEqual([130, 143]);
    await edge.app.stop();
  });

  it('a part that does not close keeps no other from closing, and the exit code says so', async () => {
    const { signals, exits } = signalled([
      { name: 'broken', close: () => Promise.reject(new Error('cannot')) },
      { name: 'http', close: () => edge.app.stop() },
    ]);
    signals.emit('SIGTERM');
    await until('the process ended', () => exits.length > 0);
    expect(exits).toEqual([1]);
    expect(happened).toEqual(['modules told']);
  });
});

async function refuses(port: number): Promise<boolean> {
  return request(`http://127.0.0.1:${port}/health/live`, { dispatcher: new Agent({ pipelining: 0 }) }).then(
    async ({ body }) => {
      await body.dump();
      return false;
    },
    () => true,
  );
}
