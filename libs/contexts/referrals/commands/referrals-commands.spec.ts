import { emailHashOf } from '@ledgerline/contexts/identity';
import { CommandGateway, type CommandCall } from '@ledgerline/platform/commands';
import { adaBringsBob, givenReferrals, type GivenReferrals } from '../testing/given-referrals';
import { referralsCommands } from './registry';

const SEALER = {
  hasKey: () => Promise.resolve(true),
  seal: (_owner: string, text: string) => Promise.resolve(text),
  sealCached: (_owner: string, text: string) => Promise.resolve(text),
  keyedHash: (text: string) => Buffer.from(text).toString('base64url'),
};

const NOT_READ = { query: () => Promise.reject(new Error('no command here reads a table')) };
let keys = 0;

/** Commands as they arrive over HTTP, behind the check of their bodies. */
function desk(given: GivenReferrals, payoutMethods: object = {}) {
  const { ledger, clock, catalogs } = given;
  const gateway = new CommandGateway(ledger, SEALER, {
    now: () => clock.now,
    observer: { answered: () => undefined },
  });
  const registered = referralsCommands({
    ...{ catalogs, models: NOT_READ, loopbackUrls: false, payoutProviders: payoutMethods },
  });
  return async (name: string, params: Record<string, string>, body: object) => {
    const { family, slice } = registered.find(({ slice: one }) => one.name === name)!;
    const caller: CommandCall['caller'] = {
      ...{ principal: { name: 'site', role: 'service' }, requestId: 'r' },
      ...{ ip: '10.0.0.1', userAgent: 'spec' },
    };
    const call = { slice, params, body, idempotencyKey: `k${++keys}`, caller };
    const answer = await gateway.execute(family, call);
    return answer.refusal?.reason ?? { outcome: answer.outcome, ...answer.body };
  };
}

const ADA = { accountId: 'ada' };
const BOB = { accountId: 'bob' };

describe('inviting somebody', () => {
  const inviting = async () => {
    const given = await givenReferrals();
    const ask = desk(given);
    await given.openProgram('ada', 'ADA');
    return { given, invite: (body: object) => ask('InviteReferee', ADA, body) };
  };

  it('answers with a link of their own, and keeps who they are sealed', async () => {
    const { given, invite } = await inviting();
    const told = await invite({ email: 'Bob@Example.org', name: 'Bob' });
    expect(told).toMatchObject({
      ...{ outcome: 'accepted', link: expect.stringMatching(/^\/r\/ADA\?i=[0-9a-f-]{36}$/) as string },
      expiresAt: '2026-12-21T09:00:00.000Z',
    });
    const { sealed, ...clear } = (await given.log()).at(-1)!.data as { sealed: string };
    expect(JSON.parse(sealed)).toEqual({ email: 'Bob@Example.org', name: 'Bob' });
    expect(JSON.stringify(clear)).not.toMatch(/bob|example/i);
  });

  it('tells the same of an address that is free, written otherwise, or somebody’s already', async () => {
    const { given, invite } = await inviting();
    const emailHash = emailHashOf(SEALER.keyedHash, 'eve@example.org');
    await given.register('eve', { emailHash });
    const [free, taken] = [
      await invite({ email: 'x@example.org' }),
      await invite({ email: 'eve@example.org' }),
    ];
    expect(Object.keys(taken)).toEqual(Object.keys(free));
    expect(await invite({ email: 'EVE@example.org' })).toMatchObject({ outcome: 'no-effect' });
  });

  it('of one’s own address is refused self-referral', async () => {
    const { given, invite } = await inviting();
    await given.register('ada', { emailHash: emailHashOf(SEALER.keyedHash, 'ada@example.org') });
    expect(await invite({ email: 'Ada@example.org' })).toBe('self-referral');
  });
});

describe('opening a program', () => {
  it('claims the code, in any case, for its party and for ever: code-taken by anybody else', async () => {
    const ask = desk(await givenReferrals());
    expect(await ask('OpenProgram', ADA, { code: 'Spring-26' })).toMatchObject({ code: 'SPRING-26' });
    expect(await ask('OpenProgram', BOB, { code: 'spring-26' })).toBe('code-taken');
    expect(await ask('OpenProgram', BOB, { code: 'AUTUMN' })).toMatchObject({ outcome: 'accepted' });
  });

  it('gives a code to one of two who ask at once', async () => {
    const ask = desk(await givenReferrals());
    const told = await Promise.all([ADA, BOB].map((party) => ask('OpenProgram', party, { code: 'ONE' })));
    expect(told.filter((one) => one === 'code-taken')).toHaveLength(1);
  });

  it('is refused program-already-exists the second time, and claims no second code by it', async () => {
    const ask = desk(await givenReferrals());
    await ask('OpenProgram', ADA, { code: 'ADA' });
    expect(await ask('OpenProgram', ADA, { code: 'MORE' })).toBe('program-already-exists');
    expect(await ask('OpenProgram', BOB, { code: 'MORE' })).toMatchObject({ code: 'MORE' });
  });

  it('that is refused for where it leads claims no code either', async () => {
    const ask = desk(await givenReferrals());
    await ask('OpenProgram', ADA, { code: 'FAME', customUrl: 'javascript:alert(1)' });
    expect(await ask('OpenProgram', BOB, { code: 'FAME' })).toMatchObject({ code: 'FAME' });
  });

  it('is refused referrals-not-offered where the catalog has no rule', async () => {
    const ask = desk(await givenReferrals({ rule: null }));
    expect(await ask('OpenProgram', ADA, { code: 'ADA' })).toBe('referrals-not-offered');
  });

  it.each([
    'http://example.org/',
    'http://localhost:3000/',
    'https://ada:secret@example.org/',
    'javascript:alert(1)',
    '//example.org',
    'not a url',
  ])('that would lead to %s is refused custom-url-not-allowed', async (customUrl) => {
    const ask = desk(await givenReferrals());
    expect(await ask('OpenProgram', ADA, { code: 'ADA', customUrl })).toBe('custom-url-not-allowed');
  });

  it('may lead to an https address', async () => {
    const ask = desk(await givenReferrals());
    const customUrl = 'https://example.org/welcome?a=1';
    expect(await ask('OpenProgram', ADA, { code: 'ADA', customUrl })).toMatchObject({ customUrl });
  });

  it('is what closing and opening it again need: program-not-found', async () => {
    const ask = desk(await givenReferrals());
    for (const command of ['DeactivateProgram', 'ReactivateProgram']) {
      expect(await ask(command, ADA, { reason: 'why' })).toBe('program-not-found');
    }
    await ask('OpenProgram', ADA, { code: 'ADA' });
    expect(await ask('ReactivateProgram', ADA, { reason: 'why' })).toMatchObject({ outcome: 'no-effect' });
    expect(await ask('DeactivateProgram', ADA, { reason: 'why' })).toMatchObject({ status: 'inactive' });
    expect(await ask('ReactivateProgram', ADA, { reason: 'why' })).toMatchObject({ status: 'active' });
  });
});

describe('granting a reward beside the rule', () => {
  const credits = { beneficiaryId: 'ada', credits: '50', reason: 'a whole team' };

  it('gives credits at once, and nobody anything twice (reward-already-granted)', async () => {
    const given = await adaBringsBob();
    const ask = desk(given);
    expect(await ask('GrantReferralReward', BOB, credits)).toMatchObject({ credits: '50' });
    expect(await ask('GrantReferralReward', BOB, credits)).toBe('reward-already-granted');
    await given.settled();
    expect(await given.balance('ada')).toBe('50');
    await given.pay('bob', 'o1');
    await given.settled();
    // The rule would reward Ada, who has her reward.
    expect(await given.funds('ada')).toBeUndefined();
    expect(await given.referral('bob')).toMatchObject({ status: 'confirmed' });
  });

  it('gives money that can be paid out at once', async () => {
    const given = await adaBringsBob();
    const money = { amount: '30.00', currency: 'USD' };
    const body = { beneficiaryId: 'ada', money, reason: 'a whole team' };
    expect(await desk(given)('GrantReferralReward', BOB, body)).toMatchObject({ money });
    await given.settled();
    expect(await given.funds('ada')).toMatchObject({ availableMinor: 3_000n, vestingMinor: 0n });
  });

  it('is refused where there is no program for the money, no referral, or a rejected one', async () => {
    const given = await adaBringsBob();
    const ask = desk(given);
    const money = { beneficiaryId: 'cyd', money: { amount: '5', currency: 'USD' }, reason: 'why' };
    expect(await ask('GrantReferralReward', BOB, money)).toBe('program-not-found');
    expect(await ask('GrantReferralReward', { accountId: 'dan' }, credits)).toBe('referral-not-found');
    await given.register('eve', { referralCode: 'NOBODY' });
    await given.settled();
    expect(await ask('GrantReferralReward', { accountId: 'eve' }, credits)).toBe('referral-rejected');
  });

  it('takes credits or money above zero, and not both', async () => {
    const ask = desk(await adaBringsBob());
    const both = { ...credits, money: { amount: '5', currency: 'USD' } };
    const nothing = { beneficiaryId: 'ada', money: { amount: '0', currency: 'USD' }, reason: 'why' };
    await expect(ask('GrantReferralReward', BOB, both)).rejects.toThrow('validation-failed');
    await expect(ask('GrantReferralReward', BOB, nothing)).rejects.toThrow('validation-failed');
  });
});

describe('asking for a payout', () => {
  it('is refused payout-method-not-offered where nobody stands behind the method', async () => {
    const given = await adaBringsBob();
    const body = { method: 'STRIPE', amount: '25.00', currency: 'USD', destination: 'acct_1' };
    expect(await desk(given)('RequestPayout', ADA, body)).toBe('payout-method-not-offered');
    expect(await desk(given, { STRIPE: {} })('RequestPayout', ADA, body)).toBe('payout-above-available');
  });

  it('keeps the destination sealed, and nowhere in clear', async () => {
    const given = await adaBringsBob();
    const money = { amount: '30.00', currency: 'USD' };
    await desk(given)('GrantReferralReward', BOB, { beneficiaryId: 'ada', money, reason: 'why' });
    await given.settled();
    const body = { method: 'BANK_TRANSFER', amount: '30.00', currency: 'USD', destination: 'IBAN 7' };
    expect(await desk(given)('RequestPayout', ADA, body)).toMatchObject({ amount: '30.00', credits: null });
    const reserved = (await given.log()).find(({ type }) => type === 'PayoutReserved')!;
    const { sealed, ...clear } = reserved.data as { sealed: string };
    expect(sealed).toContain('IBAN 7');
    expect(Object.values(clear).map(String).join()).not.toContain('IBAN');
  });
});
