import { describeWithPostgres, until } from '@ledgerline/testing';
import type { Answer } from './api-client';
import { RunningSystem, startSystem } from './running-system';

const DAY_MS = 86_400_000;
const PATIENCE_MS = 60_000;

type Body = Answer['body'];

describeWithPostgres('money of referrals', () => {
  let system: RunningSystem;
  let began: number;
  beforeAll(async () => {
    system = await startSystem(undefined, undefined, { TEST_CLOCKS_ENABLED: 'true' });
    began = Date.now() + DAY_MS;
  });
  afterAll(() => system.stop());

  const day = (n: number) => new Date(began + n * DAY_MS).toISOString();
  const send = (path: string, body: object) => system.admin.command(path, body);
  async function accepted(path: string, body: object): Promise<Body> {
    const answer = await send(path, body);
    expect([path, answer.body]).toEqual([path, expect.objectContaining({ outcome: 'accepted' })]);
    return answer.body;
  }

  async function eventually(path: string, holds: (body: Body) => boolean): Promise<Body> {
    let body: Body;
    await until(
      `${path}: ${holds.toString()}`,
      async () => {
        ({ body } = await system.admin.get(path));
        return holds(body);
      },
      PATIENCE_MS,
    );
    return body;
  }

  const register = (partyId: string, referralCode?: string, testClockId?: string) =>
    accepted('/v1/parties', { kind: 'user', partyId, referralCode, testClockId });

  /** Who buys a package and pays for it at the checkout; where their order is. */
  async function pays(partyId: string, card: 'own' | 'shared' = 'own'): Promise<string> {
    await eventually(`/v1/accounts/${partyId}`, ({ status }) => status === 'open');
    const placed = await accepted(`/v1/accounts/${partyId}/orders`, { package: 'starter', currency: 'USD' });
    const path = `/v1/accounts/${partyId}/orders/${placed.orderId}`;
    const { checkoutUrl } = await eventually(path, (order) => Boolean(order.checkoutUrl));
    await fetch(`${system.service.url}${checkoutUrl}/pay`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: `card=${card}`,
      redirect: 'manual',
    });
    await eventually(path, ({ status }) => status === 'COMPLETED');
    return path;
  }

  const refund = (order: string) => accepted(`${order}/refunds`, { reason: 'not needed' });
  const referral = async (referralId: string, status: string): Promise<Body> => {
    const path = `/v1/referrals?referralId=${referralId}`;
    return (await eventually(path, ({ items }) => items?.[0]?.status === status)).items[0];
  };
  const program = '/v1/accounts/ada/referral-program';
  const fundsAre = async (figures: Readonly<Record<string, string>>): Promise<void> => {
    await eventually(program, ({ funds }) =>
      Object.entries(figures).every(([figure, amount]) => funds?.[0]?.[figure] === amount),
    );
  };

  it('is earned when a referee pays, vests by the clock, is paid out as store credit, and goes back', async () => {
    await accepted('/v1/test-clocks', { clockId: 'spring', time: day(0) });
    await register('ada', undefined, 'spring');
    await accepted(program, { code: 'ADA' });
    await eventually(program, ({ code }) => code === 'ADA');
    const orders: Record<string, string> = {};
    for (const partyId of ['bob', 'cyd', 'dan', 'eve', 'fay']) {
      const { headers } = await system.nobody.get('/r/ADA?source=mail');
      const ref = new URL(String(headers.location), 'http://here').searchParams.get('ref')!;
      await register(partyId, ref, 'spring');
      await referral(partyId, 'SIGNED_UP');
      orders[partyId] = await pays(partyId);
      expect(await referral(partyId, 'CONFIRMED')).toMatchObject({
        ...{ referrerId: 'ada', source: 'mail', reward: { amount: '10.00', currency: 'USD' } },
        ...{ paid: { amount: '4.99', currency: 'USD' }, rewardPaidAt: null },
      });
    }
    await fundsAre({ earned: '50.00', vesting: '50.00', available: '0.00' });
    await refund(orders.eve!);
    await fundsAre({ vesting: '40.00', clawedBack: '10.00' });
    await accepted('/v1/test-clocks/spring/advance', { to: day(32) });
    await fundsAre({ vesting: '0.00', available: '40.00' });
    expect((await referral('bob', 'PAID')).rewardPaidAt).not.toBeNull();
    await refund(orders.fay!);
    await fundsAre({ available: '30.00', clawedBack: '20.00', owed: '0.00' });

    const asked = { method: 'STORE_CREDIT', amount: '25.00', currency: 'USD' };
    const { payoutId, credits } = await accepted('/v1/accounts/ada/payouts', asked);
    expect(credits).toBe('2500');
    await fundsAre({ available: '5.00', reserved: '0.00', paidOut: '25.00' });
    const { items } = await eventually('/v1/accounts/ada/lots', (lots) =>
      lots.items.some(({ creditType }: Body) => creditType === 'REFERRAL_REWARD'),
    );
    const lots = items.filter(({ creditType }: Body) => creditType === 'REFERRAL_REWARD');
    expect(lots).toMatchObject([{ amount: '2500', remaining: '2500', reference: `payout:${payoutId}` }]);

    await refund(orders.bob!);
    await fundsAre({
      earned: '50.00',
      available: '0.00',
      owed: '5.00',
      paidOut: '25.00',
      clawedBack: '30.00',
    });
    const again = await send('/v1/accounts/ada/payouts', asked);
    expect(again.body).toMatchObject({ status: 409, code: 'payout-above-available', available: '-5.00' });
    const told = (await system.admin.get('/v1/referral-programs?code=ADA')).body.items;
    expect(told).toMatchObject([
      { referrals: 5, successful: 5, funds: [{ owed: '5.00', paidOut: '25.00' }] },
    ]);
  }, 240_000);

  it('is nobody’s for a code that is none, oneself, a circle, one card, or an inactive program', async () => {
    const rejected = async (partyId: string, reason: string) =>
      expect(await referral(partyId, 'EXPIRED')).toMatchObject({ reason });
    const opened = async (partyId: string) => {
      await accepted(`/v1/accounts/${partyId}/referral-program`, { code: partyId.toUpperCase() });
      await eventually(`/v1/accounts/${partyId}/referral-program`, ({ status }) => status === 'active');
    };
    await register('nil', 'NOBODYS');
    await rejected('nil', 'code-not-found');
    for (const partyId of ['self', 'one', 'two']) await opened(partyId);
    await register('self', 'SELF');
    await rejected('self', 'self-referral');
    await register('two', 'ONE');
    await referral('two', 'SIGNED_UP');
    await register('one', 'TWO');
    await rejected('one', 'referral-loop');
    await pays('one', 'shared');
    await pays('two', 'shared');
    await rejected('two', 'same-payment-method');
    expect((await system.admin.get('/v1/accounts/one/referral-program')).body.funds).toEqual([]);

    await accepted('/v1/accounts/self/referral-program/deactivate', { reason: 'enough' });
    const invited = await send('/v1/accounts/self/referral-program/invitations', { email: 'x@example.org' });
    expect(invited.body).toMatchObject({ status: 409, code: 'program-inactive' });
    await register('six', 'SELF');
    await rejected('six', 'program-inactive');
  }, 240_000);

  it('is refused with what to do: without a program, and when too many are invited in a day', async () => {
    const none = await send('/v1/accounts/nil/payouts', {
      ...{ method: 'STORE_CREDIT', amount: '25.00', currency: 'USD' },
    });
    expect(none.body).toMatchObject({ status: 404, code: 'program-not-found' });
    const invite = (n: number) =>
      send('/v1/accounts/two/referral-program/invitations', { email: `n${n}@example.org` });
    for (let n = 0; n < 50; n++) expect((await invite(n)).status).toBe(201);
    expect((await invite(50)).body).toMatchObject({
      ...{ status: 409, code: 'invitation-limit-reached', retryable: false },
      detail: 'A program sends 50 invitations a day, and this one has.',
    });
  }, 240_000);
});
