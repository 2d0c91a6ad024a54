import { Writable } from 'node:stream';
import {
  createLogger,
  createMetrics,
  ledgerObserver,
  nestLogger,
  projectionObserver,
  recordLags,
} from './index';

const canary = 'a canary sings in clear';

function captured(level = 'info') {
  const lines: string[] = [];
  const destination = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      lines.push(chunk.toString());
      done();
    },
  });
  return { lines, logger: createLogger({ level, service: 'api', destination }) };
}

describe('the log', () => {
  it('is one JSON line per entry, with service, level and time', () => {
    const { lines, logger } = captured();
    logger.info({ request_id: 'r-1' }, 'request');
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0]!)).toMatchObject({
      level: 'info',
      service: 'api',
      request_id: 'r-1',
      msg: 'request',
      time: expect.stringMatching(/^\d{4}-.*Z$/),
    });
  });

  it.each([
    ['authorization', { headers: { authorization: canary } }],
    ['cookies', { request: { headers: { Cookie: canary, 'set-cookie': [canary] } } }],
    ['idempotency keys', { 'Idempotency-Key': canary, nested: { idempotencyKey: canary } }],
    ['bodies', { body: { anything: canary }, items: [{ body: canary }] }],
    ['prompts and parameters', { command: { prompt: canary, parameters: { deep: [canary] } } }],
    ['error texts', { failure: { error_text: canary } }],
    ['keys', { LEDGERLINE_MASTER_KEY: canary, apiKey: canary, token: canary, database_url: canary }],
    ['the caller', { caller: { ip: canary, user_agent: canary }, ip: canary, userAgent: canary }],
    ['what stands too deep', { a: { b: { c: { d: { e: { f: { g: { h: canary } } } } } } } }],
  ])('never shows %s', (_, entry) => {
    const { lines, logger } = captured();
    const child = logger.child({ service_part: 'http' });
    child.warn({ ...entry, LEDGERLINE_MASTER_KEY: undefined }, 'something');
    logger.info(entry);
    expect(lines).toHaveLength(2);
    expect(lines.join()).not.toContain(canary);
  });

  it('writes of an error its type, message, code, stack and cause, and none of its details', () => {
    const { lines, logger } = captured();
    const error = Object.assign(new Error('duplicate key', { cause: new Error('below') }), {
      code: '23505',
      detail: canary,
      where: canary,
    });
    logger.error({ err: error }, 'failed');
    expect(JSON.parse(lines[0]!).err).toMatchObject({
      message: 'duplicate key',
      code: '23505',
      cause: { message: 'below' },
    });
    expect(lines[0]).not.toContain(canary);
  });

  it('speaks for Nest too, and writes a bigint as text', () => {
    const { lines, logger } = captured();
    nestLogger(logger).log('started', 'Bootstrap');
    logger.info({ revision: 12n });
    expect(JSON.parse(lines[0]!)).toMatchObject({ msg: 'started', context: 'Bootstrap' });
    expect(JSON.parse(lines[1]!)).toMatchObject({ revision: '12' });
  });
});

describe('the metrics', () => {
  const position = 'log-00000000000000000001';

  it('are printed for Prometheus, those of the process included', async () => {
    const metrics = createMetrics();
    metrics.commandDuration.observe({ command: 'GrantCredits', outcome: 'accepted' }, 0.002);
    metrics.httpDuration.observe({ method: 'POST', route: '/v1/accounts', status: '201' }, 0.01);
    metrics.queueDepth.set(3);
    const text = await metrics.render();
    expect(text).toContain(
      'ledgerline_command_duration_seconds_count{command="GrantCredits",outcome="accepted"} 1',
    );
    expect(text).toContain(
      'ledgerline_http_request_duration_seconds_count{method="POST",route="/v1/accounts",status="201"} 1',
    );
    expect(text).toContain('ledgerline_queue_depth 3');
    expect(text).toContain('process_cpu_seconds_total');
    metrics.registry.clear();
  });

  it('count appends, conflicts and idempotent hits as the executor tells them', async () => {
    const metrics = createMetrics({ ofProcess: false });
    const observer = ledgerObserver(metrics);
    observer.appended({ outcome: 'ok', events: 12, commands: 5, milliseconds: 3 });
    observer.appended({ outcome: 'conflict', events: 1, commands: 1, milliseconds: 1 });
    observer.replayed();
    const text = await metrics.render();
    expect(text).toContain('ledgerline_append_batch_commands_sum 6');
    expect(text).toContain('ledgerline_append_batch_events_sum 13');
    expect(text).toContain('ledgerline_append_conflicts_total 1');
    expect(text).toContain('ledgerline_idempotent_hits_total 1');
    expect(text).toContain('ledgerline_append_duration_seconds_sum{outcome="ok"} 0.003');
  });

  it('show the projector: batches, lag, halts and faults, the last two in the log as well', async () => {
    const metrics = createMetrics({ ofProcess: false });
    const { lines, logger } = captured();
    const observer = projectionObserver(metrics, logger);
    const batch = { lane: 'main', projections: 7, events: 40, rowsWritten: 90, rowsSought: 2 } as const;
    observer.batchCommitted!({ ...batch, durationMs: 20, position });
    observer.projectionHalted!({ projection: 'account_balances', position, error: new Error('impossible') });
    observer.faultMet!({ error: new Error('no database'), retryInMs: 100 });
    recordLags(metrics, [{ name: 'account_lots', events: 5, seconds: 0.5 } as never]);
    const text = await metrics.render();
    expect(text).toContain('ledgerline_projection_batch_events_sum{lane="main"} 40');
    expect(text).toContain('ledgerline_projection_batch_rows_sum{lane="main"} 90');
    expect(text).toContain('ledgerline_projection_lag_events{projection="account_lots"} 5');
    expect(text).toContain('ledgerline_projection_lag_seconds{projection="account_lots"} 0.5');
    expect(text).toContain('ledgerline_projection_halts_total{projection="account_balances"} 1');
    expect(text).toContain('ledgerline_projection_faults_total 1');
    expect(lines.map((line) => JSON.parse(line).level)).toEqual(['error', 'warn']);
  });
});
