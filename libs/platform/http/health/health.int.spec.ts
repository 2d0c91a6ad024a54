import { tokenDigest } from '@ledgerline/platform/config';
import { createMetrics } from '@ledgerline/platform/telemetry';
import { Edge, EdgeOptions, startEdge } from '@ledgerline/testing';

const opened: Edge[] = [];
async function edgeWith(options: EdgeOptions): Promise<Edge> {
  const edge = await startEdge(options);
  opened.push(edge);
  return edge;
}
afterAll(() => Promise.all(opened.map((edge) => edge.app.stop())));

const works = { name: 'log', check: () => Promise.resolve() };
const fails = { name: 'database', check: () => Promise.reject(new Error('password=hunter2 refused')) };

describe('health', () => {
  it('is live while the process runs, whatever it lacks', async () => {
    const edge = await edgeWith({ checks: [fails] });
    expect(await edge.call('/health/live')).toMatchObject({ status: 200, body: { status: 'live' } });
  });

  it('is ready when every part answers', async () => {
    const edge = await edgeWith({ checks: [works] });
    expect(await edge.call('/health/ready')).toMatchObject({
      status: 200,
      body: { status: 'ready', checks: ['log'], degraded: [] },
    });
  });

  it('names the part that fails; the reason stays in the log', async () => {
    const edge = await edgeWith({ checks: [works, fails] });
    const answer = await edge.call('/health/ready');
    expect(answer).toMatchObject({
      status: 503,
      body: { code: 'not-ready', retryable: true, checks: [{ name: 'database', finding: 'failed' }] },
    });
    expect(answer.text).not.toContain('hunter2');
    expect(edge.logged()).toContain('health check failed');
  });

  it('stays ready with a part that degrades it, and names that part', async () => {
    const edge = await edgeWith({ checks: [works, { ...fails, degrades: true }] });
    expect(await edge.call('/health/ready')).toMatchObject({
      status: 200,
      body: { status: 'ready', degraded: [{ name: 'database', finding: 'failed' }] },
    });
    const both = await edgeWith({
      checks: [
        { ...fails, name: 'log' },
        { ...fails, degrades: true },
      ],
    });
    expect(await both.call('/health/ready')).toMatchObject({
      status: 503,
      body: { checks: [{ name: 'log', finding: 'failed' }] },
    });
  });

  it('does not wait for ever, and takes a check that throws for one that fails', async () => {
    const stuck = { name: 'stuck', check: () => new Promise(() => undefined) };
    const throws = {
      name: 'throws',
      check: () => {
        throw new Error('at once');
      },
    };
    const edge = await edgeWith({ checks: [stuck, throws] });
    const { body } = await edge.call('/health/ready');
    expect(body.checks).toEqual([
      { name: 'stuck', finding: 'does not answer' },
      { name: 'throws', finding: 'failed' },
    ]);
  });
});

describe('the metrics', () => {
  it('count requests by route pattern and status, and nobody by name', async () => {
    const edge = await edgeWith({ metrics: createMetrics({ ofProcess: false }) });
    await edge.call('/v1/me', { as: 'service' });
    await edge.call('/v1/no-such-thing/ada', { method: 'POST' });
    const { text, headers } = await edge.call('/metrics');
    expect(headers['content-type']).toMatch(/^text\/plain; version=0.0.4/);
    const count = 'ledgerline_http_request_duration_seconds_count';
    expect(text).toContain(`${count}{method="GET",route="/v1/me",status="200"} 1`);
    expect(text).toContain(`${count}{method="POST",route="none",status="404"} 1`);
    expect(text).not.toContain('ada');
    expect(text).not.toContain('the-service');
  });

  it('can be kept for the holder of a key', async () => {
    const edge = await edgeWith({ metricsKey: tokenDigest('scraper-token-of-this-test') });
    expect((await edge.call('/metrics')).status).toBe(401);
    expect((await edge.call('/metrics', { as: 'admin' })).status).toBe(401);
    const headers = { authorization: 'Bearer scraper-token-of-this-test' };
    expect((await edge.call('/metrics', { headers })).status).toBe(200);
  });
});
