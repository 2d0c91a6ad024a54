import { ATown } from '../../testing/a-town';

describe('marking a party as subscribed', () => {
  it('turns TRIAL into SUBSCRIBED, once', async () => {
    const town = new ATown();
    await town.register('ada');
    const asked = { partyId: 'ada', body: { reason: 'paid' } };
    expect(await town.ask('MarkSubscribed', asked)).toMatchObject({
      outcome: 'accepted',
      body: { party: { status: 'SUBSCRIBED' } },
    });
    expect((await town.ask('MarkSubscribed', asked)).outcome).toBe('no-effect');
  });

  it('of nobody is refused party-not-found', async () => {
    const asked = { partyId: 'eve', body: { reason: 'paid' } };
    expect((await new ATown().ask('MarkSubscribed', asked)).reason).toBe('party-not-found');
  });
});
