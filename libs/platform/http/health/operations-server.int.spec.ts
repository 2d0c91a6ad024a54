import { tokenDigest } from '@ledgerline/platform/config';
import { createLogger, createMetrics } from '@ledgerline/platform/telemetry';
import type { HealthCheck } from './health-check';
import { OperationsServer, serveOperations } from './operations-server';

describe('the operations port of a process that serves nothing else', () => {
  const opened: OperationsServer[] = [];
  afterAll(() => Promise.all(opened.map((server) => server.stop())));

  const serving = async (options: {
    checks?: readonly HealthCheck[];
    metricsKey?: string;
    stopping?: true;
  }) => {
    const { checks = [], metricsKey, stopping = false } = options;
    const logger = createLogger({ level: 'fatal', service: 'test' });
    const metrics = createMetrics({ ofProcess: false });
    const parts = { checks, metrics, metricsKey, logger, isStopping: () => stopping };
    const server = await serveOperations(parts, { host: '127.0.0.1', port: 0 });
    opened.push(server);
    return async (path: string, init?: RequestInit) => {
      const answer = await fetch(`http://127.0.0.1:${server.port}${path}`, init);
      return { status: answer.status, text: await answer.text() };
    };
  };
  const halted = {
    name: 'read models',
    degrades: true as const,
    check: () => Promise.reject(new Error('balances (halted) at hunter2')),
  };

  it('is ready while every part works, and names one that does not, also one that merely degrades', async () => {
    const fine = await serving({ checks: [{ name: 'log', check: () => Promise.resolve() }] });
    expect(await fine('/health/ready')).toMatchObject({
      status: 200,
      text: expect.stringContaining('"log"'),
    });
    const ask = await serving({ checks: [halted] });
    const { status, text } = await ask('/health/ready');
    expect([status, JSON.parse(text)]).toEqual([
      503,
      { status: 'not-ready', checks: [{ name: 'read models', finding: 'failed' }] },
    ]);
    expect((await ask('/health/live')).status).toBe(200);
  });

  it('is not ready while it stops', async () => {
    const ask = await serving({ stopping: true });
    expect((await ask('/health/ready')).status).toBe(503);
  });

  it('tells the metrics to whoever may read them', async () => {
    const open = await serving({});
    expect((await open('/metrics')).text).toContain('ledgerline_projection_halted');
    const kept = await serving({ metricsKey: tokenDigest('scraper-token-of-this-test') });
    expect((await kept('/metrics')).status).toBe(401);
    const headers = { authorization: 'Bearer scraper-token-of-this-test' };
    expect((await kept('/metrics', { headers })).status).toBe(200);
  });

  it('answers nothing else', async () => {
    const ask = await serving({});
    expect((await ask('/v1/accounts')).status).toBe(404);
    expect((await ask('/health/ready', { method: 'POST' })).status).toBe(405);
  });
});
