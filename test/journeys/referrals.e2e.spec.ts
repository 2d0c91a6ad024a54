import { describeWithPostgres, givenLog, until } from '@ledgerline/testing';
import type { Answer } from './api-client';
import { RunningSystem, startSystem } from './running-system';

describeWithPostgres('referrals', () => {
  let system: RunningSystem;
  beforeAll(async () => (system = await startSystem(undefined, givenLog)));
  afterAll(() => system.stop());

  const open = (partyId: string, body: object) =>
    system.service.command(`/v1/accounts/${partyId}/referral-program`, body);
  const register = (partyId: string, referralCode?: string) =>
    system.service.command('/v1/parties', {
      kind: 'user',
      partyId,
      email: `${partyId}@example.org`,
      referralCode,
    });

  /** What a question answers once it answers as asked for. */
  async function eventually(path: string, isSo: (body: Answer['body']) => boolean): Promise<Answer['body']> {
    let body: Answer['body'];
    await until(path, async () => {
      const answer = await system.admin.get(path);
      body = answer.body;
      return answer.status === 200 && isSo(body);
    });
    return body;
  }

  it('begin with a program under a code of its own, which leads nowhere it should not', async () => {
    await register('ada');
    const opened = await open('ada', { code: 'ada-26', customUrl: 'https://example.org/welcome?a=1' });
    expect(opened).toMatchObject({ status: 201, body: { code: 'ADA-26', program: { status: 'active' } } });
    expect((await open('bob', { code: 'ADA-26' })).body).toMatchObject({ status: 409, code: 'code-taken' });
    const bad = await open('bob', { code: 'BOB', customUrl: 'http://example.org' });
    expect(bad.body).toMatchObject({ status: 422, code: 'custom-url-not-allowed' });
    expect((await open('bob', { code: 'b' })).body).toMatchObject({ status: 422, code: 'validation-failed' });
  });

  it('come by a link that counts them and leads on, or says that there is none', async () => {
    await eventually('/v1/accounts/ada/referral-program', ({ code }) => code === 'ADA-26');
    const follow = (path: string) => system.nobody.get(path);
    const followed = await follow('/r/ada-26?source=mail&campaign=spring&to=https://evil.example');
    expect(followed.status).toBe(302);
    const wayOn = new URL(String(followed.headers.location));
    expect(wayOn.origin + wayOn.pathname).toBe('https://example.org/welcome');
    expect([...wayOn.searchParams.keys()]).toEqual(['a', 'ref']);
    expect((await follow('/r/NOBODY')).body).toMatchObject({ status: 404, code: 'referral-code-not-found' });
    await register('cyd', wayOn.searchParams.get('ref')!);
    const { items } = await eventually(
      '/v1/accounts/ada/referrals',
      (body) => (body.items as unknown[]).length === 1,
    );
    expect(items).toMatchObject([
      { referralId: 'cyd', status: 'SIGNED_UP', source: 'mail', campaign: 'spring', ip: '127.0.0.1' },
    ]);
  });

  it('are pending when somebody is invited, clicked by a link of their own, and one with who signs up', async () => {
    const invite = (body: object) =>
      system.service.command('/v1/accounts/ada/referral-program/invitations', body);
    const { status, body } = await invite({ email: 'eve@example.org', name: 'Eve' });
    const { invitationId, link } = body as { invitationId: string; link: string };
    expect({ status, link }).toEqual({ status: 201, link: `/r/ADA-26?i=${invitationId}` });
    expect((await invite({ email: 'EVE@example.org' })).body).toMatchObject({ outcome: 'no-effect' });
    expect((await invite({ email: 'ada@example.org' })).body).toMatchObject({ code: 'self-referral' });
    expect((await invite({ email: 'nowhere' })).body).toMatchObject({ code: 'validation-failed' });
    const listed = (referralId: string, is: string) =>
      eventually(`/v1/referrals?referralId=${referralId}`, ({ items }) =>
        (items as { status: string }[]).some(({ status: its }) => its === is),
      );
    const pending = await listed(invitationId, 'PENDING');
    expect(pending.items).toMatchObject([{ refereeEmail: 'eve@example.org', refereeName: 'Eve', ip: null }]);
    const { headers } = await system.nobody.get(`${link}&campaign=letter`);
    const clicked = await listed(invitationId, 'CLICKED');
    expect(clicked.items).toMatchObject([{ campaign: 'letter', ip: '127.0.0.1', refereeId: null }]);
    await register('eve', new URL(String(headers.location)).searchParams.get('ref')!);
    const came = await listed('eve', 'SIGNED_UP');
    expect(came.items).toMatchObject([{ invitationId, refereeId: 'eve', campaign: 'letter' }]);
    expect((await system.admin.get(`/v1/referrals?referralId=${invitationId}`)).body.items).toEqual([]);
  });

  it('reward whom a service says, once, and the money becomes store credit on request', async () => {
    const grant = () =>
      system.service.command('/v1/accounts/cyd/referral/rewards', {
        ...{ beneficiaryId: 'ada', money: { amount: '30.00', currency: 'USD' }, reason: 'a whole team' },
      });
    expect((await grant()).status).toBe(201);
    expect((await grant()).body).toMatchObject({ status: 409, code: 'reward-already-granted' });
    const program = '/v1/accounts/ada/referral-program';
    await eventually(program, (body) => (body.funds as { available: string }[])[0]?.available === '30.00');
    const payout = (amount: string) =>
      system.service.command('/v1/accounts/ada/payouts', { method: 'STORE_CREDIT', amount, currency: 'USD' });
    expect((await payout('30.01')).body).toMatchObject({ status: 409, code: 'payout-above-available' });
    expect((await payout('24.99')).body).toMatchObject({ status: 422, code: 'payout-below-minimum' });
    expect(await payout('25.00')).toMatchObject({ status: 201, body: { credits: '2500' } });
    await eventually('/v1/payouts?status=COMPLETED', (body) => (body.items as unknown[]).length === 1);
    const { balance } = await eventually('/v1/accounts/ada', (body) => Number(body.balance) >= 2_500);
    expect(Number(balance)).toBeGreaterThanOrEqual(2_500);
    const paid = await eventually(
      program,
      (body) => (body.funds as { paidOut: string }[])[0]?.paidOut === '25.00',
    );
    expect(paid.funds).toMatchObject([{ available: '5.00', reserved: '0.00', owed: '0.00' }]);
  });

  it('are paid by a provider when a batch starts what waits, the oldest first', async () => {
    await register('dan', 'ADA-26');
    await eventually('/v1/referrals?referralId=dan', (body) => (body.items as unknown[]).length === 1);
    await system.service.command('/v1/accounts/dan/referral/rewards', {
      ...{ beneficiaryId: 'ada', money: { amount: '20.00', currency: 'USD' }, reason: 'again' },
    });
    await eventually(
      '/v1/accounts/ada/referral-program',
      (body) => (body.funds as { available: string }[])[0]?.available === '25.00',
    );
    const body = { method: 'PAYPAL', amount: '25.00', currency: 'USD', destination: 'ada@example.org' };
    const asked = await system.service.command('/v1/accounts/ada/payouts', body);
    const { payoutId } = asked.body as { payoutId: string };
    const payout = `/v1/payouts?payoutId=${payoutId}`;
    await eventually(payout, ({ items }) => (items as { status: string }[])[0]?.status === 'PENDING');
    const batch = (amount: string) =>
      system.admin.command('/v1/payout-batches', {
        method: 'PAYPAL',
        amount,
        currency: 'USD',
        reason: 'Nov',
      });
    expect((await batch('24.99')).body).toMatchObject({ status: 409, code: 'no-payouts-pending' });
    const started = (await batch('100.00')).body as { batchId: string };
    expect(started).toMatchObject({ count: 1, total: '25.00', payouts: [payoutId] });
    const done = await eventually(
      payout,
      ({ items }) => (items as { status: string }[])[0]?.status === 'COMPLETED',
    );
    expect(done.items).toMatchObject([
      { transactionId: `sandbox-${payoutId}`, destination: 'ada@example.org', method: 'PAYPAL' },
    ]);
    const { batchId } = started;
    const batches = '/v1/payout-batches';
    await eventually(`${batches}/${batchId}`, ({ completed, paid }) => completed === 1 && paid === '25.00');
    expect((await system.finance.get(batches)).body.items).toMatchObject([{ batchId, reason: 'Nov' }]);
    const ofBatch = (await system.finance.get(`/v1/payouts?batchId=${batchId}`)).body;
    expect(ofBatch.items).toMatchObject([{ payoutId, batchId }]);
    const none = await system.finance.get(`${batches}/none`);
    expect(none.body).toMatchObject({ status: 404, code: 'payout-batch-not-found' });
  });

  it('are told to finance in sums', async () => {
    const isPaidOut = (body: Answer['body']) => (body.items as { paidOut: string }[])[0]?.paidOut === '50.00';
    const { items } = await eventually('/v1/referral-earnings', isPaidOut);
    expect(items).toMatchObject([{ currency: 'USD', programs: 1, earned: '50.00', reserved: '0.00' }]);
  });
});
