import { describeWithPostgres } from '@ledgerline/testing';
import { Answer, ApiClient } from './api-client';
import { MALFORMED, Sender } from './malformed-policy';
import { REFUSED } from './refused-policy';
import { RunningSystem, startSystem } from './running-system';

describeWithPostgres('bad input to limits and credits', () => {
  let system: RunningSystem;
  const client = (sender: Sender): ApiClient => system[sender];

  beforeAll(async () => {
    system = await startSystem();
    await system.service.open('ada');
    // The day's refill of 100 comes with the first command, the trial of 10 has come.
    await system.service.command('/v1/accounts/ada/usage', { action: 'project_create', status: 'failed' });
  });
  afterAll(() => system.stop());

  describe('that cannot be read is told by its field, and nothing is recorded', () => {
    it.each(MALFORMED)('%s', async (_what, sender, path, body, field, says) => {
      const head = await system.runtime.store.head();
      const answer = await client(sender).command(`/v1/accounts/ada/${path}`, body);
      expect(answer).toMatchObject(problem(422, 'validation-failed'));
      expect(answer.body.errors).toEqual([{ field, message: expect.stringMatching(says) }]);
      expect(answer.body).toMatchObject({ outcome: 'not_executed', retryable: false });
      expect(await system.runtime.store.head()).toBe(head);
    });
  });

  describe('that cannot be done is refused with its code, its figures and what is in the way', () => {
    it.each(REFUSED)('%s', async (_what, sender, path, body, expected, says) => {
      const answer = await client(sender).command(`/v1/accounts/ada/${path}`, body);
      const { status } = expected;
      expect(answer).toMatchObject({ status, body: { ...expected, retryable: false } });
      expect(`${answer.body.title}. ${answer.body.detail}`).toMatch(says);
      expect(answer.headers['retry-after']).toBeUndefined();
      const { body: ada } = await system.service.reading('/v1/accounts/ada', answer.body.position);
      expect(ada).toMatchObject({ balance: '110', held: '0', tier: 'free' });
    });
  });

  it('of an account that nobody opened is told so by command, check, limits and explanation', async () => {
    const { service } = system;
    for (const answer of [
      await service.get('/v1/accounts/nobody/check?action=image'),
      await service.get('/v1/accounts/nobody/limits'),
      await service.get('/v1/accounts/nobody/explain?credits=true'),
      await service.command('/v1/accounts/nobody/usage', { action: 'image' }),
      await service.command('/v1/accounts/nobody/limits/storage_mb/gauge', { to: 1 }),
    ]) {
      expect(answer).toMatchObject(problem(404, 'account-not-found'));
      expect(answer.body.detail).toMatch(/No account was opened .* open it first/);
    }
    const unasked = await service.get('/v1/accounts/ada/check?quantity=0');
    expect(fieldsOf(unasked)).toEqual(['action', 'quantity']);
  });
});

function fieldsOf(answer: Answer): string[] {
  expect(answer).toMatchObject(problem(422, 'validation-failed'));
  return answer.body.errors.map(({ field }: { field: string }) => field);
}

function problem(status: number, code: string): object {
  return { status, body: { status, code, request_id: expect.any(String), detail: expect.any(String) } };
}
