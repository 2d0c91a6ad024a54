import { ATown } from '../../testing/a-town';

describe('removing a member', () => {
  it('frees their seat, and has no effect a second time', async () => {
    const town = new ATown();
    await town.register('acme', { kind: 'workspace' });
    for (const user of ['ada', 'bob']) await town.register(user);
    town.seats.set('acme', 1);
    await town.ask('AddMember', { partyId: 'acme', body: { memberId: 'ada' } });
    const asked = { partyId: 'acme', memberId: 'ada', body: { reason: 'left' } };
    expect(await town.ask('RemoveMember', asked)).toMatchObject({
      outcome: 'accepted',
      body: { memberId: 'ada', party: { members: 0 } },
    });
    expect((await town.ask('RemoveMember', asked)).outcome).toBe('no-effect');
    const added = await town.ask('AddMember', { partyId: 'acme', body: { memberId: 'bob' } });
    expect(added.outcome).toBe('accepted');
  });

  it('is refused party-not-found for nobody, not-a-workspace for a user', async () => {
    const town = new ATown();
    await town.register('ada');
    const asked = { memberId: 'bob', body: { reason: 'left' } };
    expect((await town.ask('RemoveMember', { partyId: 'acme', ...asked })).reason).toBe('party-not-found');
    expect((await town.ask('RemoveMember', { partyId: 'ada', ...asked })).reason).toBe('not-a-workspace');
  });
});
