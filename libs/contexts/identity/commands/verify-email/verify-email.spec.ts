import { ATown } from '../../testing/a-town';

describe('verifying an e-mail', () => {
  it('is recorded once, and has no effect from then on', async () => {
    const town = new ATown();
    await town.register('ada', { email: 'ada@example.org' });
    const asked = { partyId: 'ada', body: { email: 'ADA@example.org' } };
    expect(await town.ask('VerifyEmail', asked)).toMatchObject({
      outcome: 'accepted',
      body: { partyId: 'ada', party: { emailVerified: true } },
    });
    expect((await town.ask('VerifyEmail', asked)).outcome).toBe('no-effect');
    expect(await town.bytes('party-ada')).not.toMatch(/example/i);
  });

  it('is refused email-differs for another address, party-not-found for nobody', async () => {
    const town = new ATown();
    await town.register('ada', { email: 'ada@example.org' });
    const asked = { body: { email: 'eve@example.org' } };
    expect((await town.ask('VerifyEmail', { partyId: 'ada', ...asked })).reason).toBe('email-differs');
    expect((await town.ask('VerifyEmail', { partyId: 'eve', ...asked })).reason).toBe('party-not-found');
  });
});
