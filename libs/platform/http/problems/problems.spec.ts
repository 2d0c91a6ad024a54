import { HttpException, NotFoundException } from '@nestjs/common';
import { refuse } from '@ledgerline/kernel';
import { LedgerFault, LedgerFaultCode } from '@ledgerline/platform/ledger';
import { PositionOfAnotherLog, ReadModelBehind } from '@ledgerline/platform/projections';
import {
  EDGE_PROBLEMS,
  Problem,
  ProblemDefinition,
  problemOfRefusal,
  problemRegistry,
  ProblemRenderer,
  renderProblemTable,
} from '../index';

const LIMIT_REACHED: ProblemDefinition = {
  code: 'limit-reached',
  status: 429,
  title: 'Limit reached',
  retryable: false,
  outcome: 'refused',
  description: 'A limit is used up | until its window ends.',
  sentence: ({ limit }) => `You have used all ${limit} prompts of today.`,
  extras: ({ resetAt }) => ({ newKeyAfter: resetAt }),
};

const registry = problemRegistry(EDGE_PROBLEMS, [LIMIT_REACHED]);
const renderer = new ProblemRenderer(registry);

describe('a problem', () => {
  it('tells a refusal with its sentence, its figures and what follows from them', () => {
    const refusal = refuse('limit-reached', { limit: 10, current: 10, resetAt: '2026-11-22T00:00:00.000Z' });
    const { status, headers, body } = renderer.render(problemOfRefusal(refusal, 'log-1'), 'r-1');
    expect(status).toBe(429);
    expect(headers).toEqual({ 'content-type': 'application/problem+json; charset=utf-8' });
    expect(body).toEqual({
      type: 'https://ledgerline.example/problems/limit-reached',
      title: 'Limit reached',
      status: 429,
      detail: 'You have used all 10 prompts of today.',
      code: 'limit-reached',
      request_id: 'r-1',
      outcome: 'refused',
      retryable: false,
      position: 'log-1',
      limit: 10,
      current: 10,
      resetAt: '2026-11-22T00:00:00.000Z',
      newKeyAfter: '2026-11-22T00:00:00.000Z',
    });
  });

  it('lets no figure overwrite what belongs to every problem', () => {
    const problem = new Problem('limit-reached', {
      figures: { status: 'open', code: 'x', outcome: 'y', limit: 1 },
    });
    expect(renderer.render(problem, 'r-1').body).toMatchObject({
      status: 429,
      code: 'limit-reached',
      outcome: 'refused',
    });
  });

  it('shows nothing of an unexpected error, and is marked for the log', () => {
    const rendered = renderer.render(new Error('relation "secret" does not exist'), 'r-1');
    expect(rendered).toMatchObject({
      status: 500,
      isDefect: true,
      body: { code: 'internal', outcome: 'unknown' },
    });
    expect(JSON.stringify(rendered)).not.toContain('secret');
    expect(renderer.render('thrown text', 'r-1').body.code).toBe('internal');
    expect(renderer.render(new HttpException('secret', 502), 'r-1').body.code).toBe('internal');
  });

  it('with a code that nobody defined is a defect', () => {
    expect(renderer.render(new Problem('no-such-code'), 'r-1')).toMatchObject({
      isDefect: true,
      status: 500,
    });
  });

  it.each<[LedgerFaultCode, number, string]>([
    ['overloaded', 503, 'not_executed'],
    ['outcome-unknown', 503, 'unknown'],
    ['log-unavailable', 503, 'not_executed'],
    ['idempotency-key-reused', 422, 'not_executed'],
    ['command-too-large', 413, 'not_executed'],
    ['clock-skewed', 503, 'not_executed'],
    ['stream-halted', 503, 'not_executed'],
    ['shutting-down', 503, 'not_executed'],
  ])('tells the ledger fault %s as %d, %s', (code, status, outcome) => {
    const { body, headers } = renderer.render(new LedgerFault(code, 'inner words'), 'r-1');
    expect(body).toMatchObject({ code, status, outcome });
    expect(body.detail).not.toContain('inner words');
    expect('retry-after' in headers).toBe(body.retryable);
  });

  it('tells a read model that is behind, and a position of another log', () => {
    expect(renderer.render(new ReadModelBehind('log-9', ['account_lots']), 'r-1').body.code).toBe(
      'read-model-behind',
    );
    expect(renderer.render(new PositionOfAnotherLog('x'), 'r-1').body.code).toBe('position-of-another-log');
  });

  it.each([
    [400, 'bad-request'],
    [404, 'not-found'],
    [408, 'request-timeout'],
    [413, 'body-too-large'],
    [415, 'unsupported-media-type'],
    [418, 'bad-request'],
  ])('stands for the framework’s %d as %s, without its text', (status, code) => {
    const { body } = renderer.render(new HttpException('Unexpected token in "canary"', status), 'r-1');
    expect(body.code).toBe(code);
    expect(JSON.stringify(body)).not.toContain('canary');
    expect(renderer.render(new NotFoundException(), 'r-1').body.code).toBe('not-found');
  });
});

describe('the registry of problems', () => {
  it('has every code once, kebab-case', () => {
    expect(() => problemRegistry(EDGE_PROBLEMS, [{ ...LIMIT_REACHED, code: 'internal' }])).toThrow(
      'defined twice',
    );
    expect(() => problemRegistry([{ ...LIMIT_REACHED, code: 'LimitReached' }])).toThrow('kebab-case');
    expect(() => registry.get('no-such-code')).toThrow('in no list');
  });

  it('says of every 503 and 429 of the edge whether and when to come again', () => {
    for (const { status, retryable, retryAfterSeconds } of EDGE_PROBLEMS.filter(
      ({ status }) => status === 503,
    )) {
      expect({ status, waits: retryAfterSeconds !== undefined }).toEqual({ status, waits: retryable });
    }
  });

  it('prints a table of all codes by status', () => {
    const table = renderProblemTable(registry);
    const statuses = [...table.matchAll(/^\| (\d{3}) \| `([a-z-]+)` \|/gm)].map((row) => Number(row[1]));
    expect(statuses).toHaveLength(registry.definitions.length);
    expect(statuses).toEqual([...statuses].sort((a, b) => a - b));
    expect(table).toContain(
      '| 429 | `limit-reached` | refused | no | A limit is used up \\| until its window ends. |',
    );
    expect(table).toContain('| 503 | `overloaded` | not_executed | yes, after 1 s |');
  });
});
