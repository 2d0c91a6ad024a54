import { accept } from '@ledgerline/kernel';
import { INVITATIONS_PER_DAY_MAX } from './domain/program/program-state';
import { deactivateProgram } from './commands/deactivate-program/deactivate-program';
import { referralInvitations } from './projections/referral-invitations/referral-invitations';
import { referrals } from './projections/referrals/referrals';
import { DAY, givenReferrals, type GivenOptions, NINE } from './testing/given-referrals';

const BOB = 'bob@example.org';

async function adaInvites(options: GivenOptions = {}) {
  const given = await givenReferrals(options);
  await given.openAccount('ada');
  await given.openProgram('ada', 'ADA');
  const invitationId = await given.invite('ada', BOB);
  const invitation = async () =>
    (await given.rows(referralInvitations)).find(({ invitation_id: id }) => id === invitationId);
  const referral = async (party: string) =>
    (await given.rows(referrals)).find(({ referral_id: id }) => id === party);
  return { given, invitationId, invitation, referralOf: referral };
}

const at = (days: number) => new Date(NINE + days * DAY * 1000).toISOString();

describe('somebody who is invited', () => {
  it('is pending, clicked with the first click on their link, and the referral that signs up by it', async () => {
    const { given, invitationId, invitation, referralOf } = await adaInvites();
    expect(await invitation()).toMatchObject({ status: 'PENDING', clicked_at: null, expires_at: at(30) });
    given.clock.now += DAY * 1000;
    const clickId = await given.click('ada', { invitationId });
    await given.click('ada', { invitationId, campaign: 'second' });
    const clicked = { status: 'CLICKED', click_id: clickId, clicked_at: at(1), campaign: 'spring' };
    expect(await invitation()).toMatchObject(clicked);
    given.clock.now += DAY * 1000;
    await given.register('bob', { referralCode: `ADA.${clickId}`, sealed: 'of-bob' });
    await given.settled();
    expect(await invitation()).toMatchObject({ status: 'ACCEPTED', referral_id: 'bob' });
    expect(await referralOf('bob')).toMatchObject({
      ...{ status: 'SIGNED_UP', invitation_id: invitationId, invited_at: at(0), began_at: at(0) },
      ...{ invited_sealed: JSON.stringify({ email: BOB, name: 'Bob' }), referee_sealed: 'of-bob' },
      ...{ click_id: clickId, clicked_at: at(1), source: 'mail', signup_at: at(2), expires_at: at(32) },
    });
    expect(given.reacting.items()).toEqual([]);
  });

  it('and pays brings the reward as anybody does', async () => {
    const { given, invitationId, referralOf } = await adaInvites();
    await given.register('bob', { referralCode: `ada.${invitationId}` });
    await given.pay('bob', 'o1');
    await given.settled();
    await given.after(30 * DAY, 'referralProgram-ada');
    expect(await referralOf('bob')).toMatchObject({
      ...{ status: 'PAID', invitation_id: invitationId, click_id: null, reward_minor: 1_000n },
      ...{ confirmed_at: at(0), reward_paid_at: at(30) },
    });
  });

  it('is one party: the second by the same link came by the code', async () => {
    const { given, invitationId, referralOf } = await adaInvites();
    await given.register('bob', { referralCode: `ADA.${invitationId}` });
    await given.register('eve', { referralCode: `ADA.${invitationId}` });
    await given.settled();
    expect(await referralOf('bob')).toMatchObject({ invitation_id: invitationId });
    expect(await referralOf('eve')).toMatchObject({ status: 'SIGNED_UP', invitation_id: null });
    expect((await given.history('referralProgram-ada')).slice(-2)).toEqual([
      'InvitationAccepted',
      'ReferralProgramCommandRefused',
    ]);
  });

  it('comes by no invitation of another program, and by none that was made up (invitation-not-open)', async () => {
    const { given, invitationId, invitation, referralOf } = await adaInvites();
    await given.openProgram('dan', 'DAN');
    await given.register('bob', { referralCode: `DAN.${invitationId}` });
    await given.register('eve', { referralCode: 'ADA.0f8fad5b-d9cb-469f-a165-70867728950e' });
    await given.settled();
    expect(await referralOf('bob')).toMatchObject({ referrer_id: 'dan', invitation_id: null });
    expect(await referralOf('eve')).toMatchObject({ referrer_id: 'ada', invitation_id: null });
    expect(await invitation()).toMatchObject({ status: 'PENDING' });
    const refused = (await given.log()).filter(({ type }) => type === 'ReferralProgramCommandRefused');
    expect(refused.map(({ data }) => (data as { reason: string }).reason)).toEqual([
      ...['invitation-not-open', 'invitation-not-open'],
    ]);
  });

  it('and came too late was not brought by it; a sign-up in time that is told late was', async () => {
    const { given, invitationId, invitation, referralOf } = await adaInvites();
    const second = await given.invite('ada', 'eve@example.org');
    await given.after(30 * DAY - 1, 'referralProgram-ada');
    expect(await invitation()).toMatchObject({ status: 'PENDING' });
    await given.register('bob', { referralCode: `ADA.${invitationId}` });
    given.clock.now += 1000;
    await given.ledger.settle(given.families.program.stream, 'ada', at(30));
    expect(await invitation()).toMatchObject({ status: 'EXPIRED' });
    await given.settled();
    expect(await referralOf('bob')).toMatchObject({ invitation_id: invitationId });
    expect(await invitation()).toMatchObject({ status: 'ACCEPTED' });
    await given.register('eve', { referralCode: `ADA.${second}` });
    await given.settled();
    expect(await referralOf('eve')).toMatchObject({ status: 'SIGNED_UP', invitation_id: null });
  });

  it('signs up though the program went inactive since, as after a click', async () => {
    const { given, invitationId, referralOf } = await adaInvites();
    await given.command(given.families.program.stream, 'ada', (state, context) =>
      deactivateProgram({ reason: 'enough' }, state, context),
    );
    expect(await given.invite('ada', 'eve@example.org')).toBe('program-inactive');
    await given.register('bob', { referralCode: `ADA.${invitationId}` });
    await given.settled();
    expect(await referralOf('bob')).toMatchObject({ status: 'SIGNED_UP', invitation_id: invitationId });
  });

  it('is the same after everything was done again', async () => {
    const { given, invitationId } = await adaInvites();
    await given.register('bob', { referralCode: `ADA.${invitationId}` });
    await given.settled();
    const before = (await given.log()).length;
    await given.reacting.forget();
    await given.settled();
    expect((await given.log()).length).toBe(before);
  });
});

describe('an invitation', () => {
  it('goes to an address once while it is open, and again when it has expired', async () => {
    const { given } = await adaInvites();
    expect(await given.invite('ada', BOB)).toBe('no-effect');
    await given.openProgram('dan', 'DAN');
    expect(await given.invite('dan', BOB)).toMatch(/^[0-9a-f-]{36}$/);
    await given.after(30 * DAY, 'referralProgram-ada');
    expect(await given.invite('ada', BOB)).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('to a party that is there already is sent like any other: the inviter learns nothing', async () => {
    const { given } = await adaInvites();
    await given.register('eve', { emailHash: 'hash-eve@example.org' });
    expect(await given.invite('ada', 'eve@example.org')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('to oneself is refused self-referral, without a program or a rule it is refused', async () => {
    const { given } = await adaInvites();
    expect(await given.invite('ada', 'ada@example.org', { isOwnEmail: true })).toBe('self-referral');
    expect(await given.invite('dan', BOB)).toBe('program-not-found');
    const unruled = await givenReferrals({ rule: null });
    await unruled.command(unruled.families.program.stream, 'ada', (_state, { now }) =>
      accept({
        type: 'ProgramOpened',
        data: { partyId: 'ada', code: 'ADA', customUrl: null, message: null, openedAt: now },
      }),
    );
    expect(await unruled.invite('ada', BOB)).toBe('referrals-not-offered');
  });

  it('beyond so many in a day is refused invitation-limit-reached, and is sent the day after', async () => {
    const { given } = await adaInvites();
    for (let n = 1; n < INVITATIONS_PER_DAY_MAX; n++) {
      expect(await given.invite('ada', `n${n}@example.org`)).toMatch(/-/);
    }
    expect(await given.invite('ada', 'one@more.example')).toBe('invitation-limit-reached');
    await given.after(DAY);
    expect(await given.invite('ada', 'one@more.example')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('that is over has an ordinary link', async () => {
    const { given, invitationId, invitation } = await adaInvites();
    await given.after(30 * DAY, 'referralProgram-ada');
    const clickId = await given.click('ada', { invitationId });
    expect((await given.log()).at(-1)?.data).not.toHaveProperty('invitationId');
    expect(await invitation()).toMatchObject({ status: 'EXPIRED', click_id: null });
    await given.register('bob', { referralCode: `ADA.${clickId}` });
    await given.settled();
    expect(await given.referral('bob')).toMatchObject({ status: 'signed-up' });
  });
});
