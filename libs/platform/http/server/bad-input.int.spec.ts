import { Controller, Get, Post, Req } from '@nestjs/common';
import { IsOptional } from 'class-validator';
import { LedgerFault } from '@ledgerline/platform/ledger';
import { Edge, EdgeAnswer, EdgeCall, startEdge } from '@ledgerline/testing';
import {
  ApiEndpoint,
  type ApiRequest,
  BODY_BYTES_MAX,
  CreditsText,
  Identifier,
  parseIdempotencyKey,
  Text,
  validBody,
  validIdentifier,
} from '../index';

const canary = 'a canary sings in clear';

class GrantBody {
  @CreditsText()
  credits!: string;

  @IsOptional()
  @Text(300_000)
  reason?: string;

  @IsOptional()
  @Identifier()
  actor?: string;
}

@Controller()
class PlantedController {
  @Post('v1/accounts/:accountId/grants')
  @ApiEndpoint({
    tag: 'planted',
    summary: 'Grant',
    roles: ['service'],
    body: { type: GrantBody, example: { credits: '1' } },
    success: { example: {} },
    isCommand: true,
  })
  grant(@Req() request: ApiRequest): object {
    validIdentifier('accountId', (request.params as { accountId: string }).accountId);
    const key = parseIdempotencyKey(request.headers['idempotency-key']);
    const { credits, reason } = validBody(GrantBody, request.body);
    return { key, credits, reasonLength: reason?.length ?? null };
  }

  @Get('v1/defect')
  @ApiEndpoint({ tag: 'planted', summary: 'Fails', roles: [], success: { example: {} } })
  defect(): never {
    throw new Error(`relation "ledger" has the row ${'x'}`);
  }

  @Get('v1/overloaded')
  @ApiEndpoint({ tag: 'planted', summary: 'Overloaded', roles: [], success: { example: {} } })
  overloaded(): never {
    throw new LedgerFault('overloaded', 'the queue of account-ada is full');
  }
}

let edge: Edge;
beforeAll(async () => {
  edge = await startEdge({ controllers: [PlantedController] });
});
afterAll(() => edge.app.stop());

const path = '/v1/accounts/ada/grants';
const key = { 'idempotency-key': 'k1' };

function grant(call: EdgeCall, at = path): Promise<EdgeAnswer> {
  return edge.call(at, { method: 'POST', as: 'service', ...call, headers: { ...key, ...call.headers } });
}

/** Whatever went wrong, it is told in one form. */
function expectProblem(answer: EdgeAnswer, status: number, code: string): void {
  expect({ status: answer.status, code: answer.body?.code }).toEqual({ status, code });
  expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
  expect(answer.body).toMatchObject({
    type: `https://ledgerline.example/problems/${code}`,
    title: expect.any(String),
    status,
    detail: expect.any(String),
    request_id: answer.headers['x-request-id'] ?? expect.any(String),
    outcome: expect.stringMatching(/^(refused|not_executed|unknown)$/),
    retryable: expect.any(Boolean),
  });
}

describe('a body', () => {
  it('passes as it is when nothing is wrong with it', async () => {
    const answer = await grant({ json: { credits: '12.5', reason: 'welcome' } });
    expect(answer).toMatchObject({ status: 200, body: { key: 'k1', credits: '12.5', reasonLength: 7 } });
    expect(answer.headers['cache-control']).toBe('no-store');
  });

  it.each<[string, unknown, string]>([
    ['an unknown field', { credits: '1', creditz: '1' }, 'creditz'],
    ['a wrong type', { credits: '1', reason: 5 }, 'reason'],
    ['credits as a number', { credits: 1 }, 'credits'],
    ['negative credits', { credits: '-1' }, 'credits'],
    ['no credits at all', { credits: '0' }, 'credits'],
    ['a fraction of 7 digits', { credits: '0.0000001' }, 'credits'],
    ['10^30 credits', { credits: `1${'0'.repeat(30)}` }, 'credits'],
    ['a missing field', {}, 'credits'],
    ['a list instead of an object', [{ credits: '1' }], 'body'],
    ['text instead of an object', 'credits', 'body'],
  ])('with %s is refused, and the field is named', async (_, json, field) => {
    const answer = await grant({ json });
    expectProblem(answer, 422, 'validation-failed');
    expect(answer.body.errors).toHaveLength(1);
    expect(answer.body.errors[0]).toEqual({ field, message: expect.any(String) });
    expect(answer.body.detail).toContain(field);
  });

  it('that is absent counts as empty', async () => {
    expectProblem(await grant({}), 422, 'validation-failed');
    expectProblem(
      await grant({ text: '', headers: { 'content-type': 'application/json' } }),
      422,
      'validation-failed',
    );
  });

  it.each(['{"credits":', '{credits:1}', '{"credits":"1"}}', 'null garbage', `{"prompt":"${canary}"`])(
    'of malformed JSON is refused without being quoted: %p',
    async (text) => {
      const answer = await grant({ text, headers: { 'content-type': 'application/json' } });
      expectProblem(answer, 400, 'malformed-json');
      expect(answer.text + edge.logged()).not.toContain(canary);
    },
  );

  it('of 256 KiB passes, one byte more does not', async () => {
    const frame = JSON.stringify({ credits: '1', reason: '' }).length;
    expect(BODY_BYTES_MAX).toBe(262_144);
    const reason = 'x'.repeat(BODY_BYTES_MAX - frame);
    expect((await grant({ json: { credits: '1', reason } })).body.reasonLength).toBe(reason.length);
    expectProblem(await grant({ json: { credits: '1', reason: `${reason}x` } }), 413, 'body-too-large');
  });

  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'application/xml',
    'multipart/form-data; boundary=x',
  ])('declared as %s is refused', async (type) => {
    const answer = await grant({ text: '{"credits":"1"}', headers: { 'content-type': type } });
    expectProblem(answer, 415, 'unsupported-media-type');
  });

  it('may declare its charset', async () => {
    const headers = { 'content-type': 'application/json; charset=utf-8' };
    expect((await grant({ text: '{"credits":"1"}', headers })).status).toBe(200);
  });
});

describe('an idempotency key', () => {
  const as = 'service' as const;

  it('is required', async () => {
    expectProblem(await edge.call(path, { json: { credits: '1' }, as }), 422, 'idempotency-key-missing');
  });

  it('of 200 characters passes, one of 300 does not', async () => {
    const withKey = (text: string) =>
      edge.call(path, { json: { credits: '1' }, as, headers: { 'idempotency-key': text } });
    expect((await withKey('k'.repeat(200))).status).toBe(200);
    expectProblem(await withKey('k'.repeat(300)), 422, 'idempotency-key-invalid');
    expectProblem(await withKey('schl\u00fcssel'), 422, 'idempotency-key-invalid');
  });
});

describe('a path', () => {
  it('that no route has is told so, for every method and without a key', async () => {
    for (const method of ['GET', 'POST', 'PUT', 'DELETE'] as const) {
      expectProblem(await edge.call('/v1/no-such-thing', { method }), 404, 'not-found');
    }
    expectProblem(await edge.call(path, { method: 'PUT', as: 'admin' }), 404, 'not-found');
  });

  it('with an account id that is none is refused', async () => {
    const json = { credits: '1' };
    expectProblem(await grant({ json }, '/v1/accounts/a%20b/grants'), 422, 'validation-failed');
    expectProblem(await grant({ json }, `/v1/accounts/${'x'.repeat(101)}/grants`), 422, 'validation-failed');
  });

  it('that is badly encoded is refused', async () => {
    expectProblem(await edge.call('/%E0%A4%A'), 400, 'bad-request');
  });
});

describe('a failure', () => {
  it('of our own shows its request id and nothing of its inside; the log has the rest', async () => {
    const answer = await edge.call('/v1/defect', { as: 'admin', headers: { 'x-request-id': 'find-me' } });
    expectProblem(answer, 500, 'internal');
    expect(answer.body).toMatchObject({ request_id: 'find-me', outcome: 'unknown' });
    expect(answer.text).not.toContain('relation');
    const line = edge
      .logged()
      .split('\n')
      .find((text) => text.includes('relation'))!;
    expect(JSON.parse(line)).toMatchObject({ request_id: 'find-me', route: '/v1/defect', level: 'error' });
  });

  it('of the ledger is told by its code, with the time to come again', async () => {
    const answer = await edge.call('/v1/overloaded', { as: 'admin' });
    expectProblem(answer, 503, 'overloaded');
    expect(answer.body).toMatchObject({ outcome: 'not_executed', retryable: true });
    expect(answer.headers['retry-after']).toBe('1');
    expect(answer.text).not.toContain('account-ada');
  });
});
