import { ATown } from '../../testing/a-town';

async function workspace(seats?: number) {
  const town = new ATown();
  await town.register('acme', { kind: 'workspace', tier: 'team' });
  for (const user of ['ada', 'bob', 'cid']) await town.register(user);
  if (seats !== undefined) town.seats.set('acme', seats);
  return town;
}

const add = (town: ATown, memberId: string, partyId = 'acme') =>
  town.ask('AddMember', { partyId, body: { memberId } });

describe('adding a member', () => {
  it('records who, and how many there are then', async () => {
    const town = await workspace();
    await add(town, 'ada');
    expect(await add(town, 'bob')).toMatchObject({
      outcome: 'accepted',
      body: { partyId: 'acme', memberId: 'bob', party: { members: 2 } },
    });
    expect((await town.log('party-acme')).at(-1)).toMatchObject({
      type: 'member-added',
      data: { memberId: 'bob', members: 2 },
    });
  });

  it('tells why, where that was said', async () => {
    const town = await workspace();
    const asked = { partyId: 'acme', body: { memberId: 'ada', reason: 'asked by phone' } };
    expect((await town.ask('AddMember', asked)).outcome).toBe('accepted');
    expect((await town.log('party-acme')).at(-1)!.data.reason).toBe('asked by phone');
  });

  it('who is one has no effect, also where no seat is left', async () => {
    const town = await workspace(1);
    await add(town, 'ada');
    expect((await add(town, 'ada')).outcome).toBe('no-effect');
  });

  it('beyond the seats is refused seats-exceeded, with both figures', async () => {
    const town = await workspace(2);
    await add(town, 'ada');
    await add(town, 'bob');
    expect(await add(town, 'cid')).toMatchObject({
      reason: 'seats-exceeded',
      figures: { seats: 2, members: 2 },
    });
  });

  it('through two instances at once never takes more seats than there are', async () => {
    const town = await workspace(1);
    const told = await Promise.all(['ada', 'bob', 'cid'].map((member) => add(town, member)));
    expect(told.filter(({ outcome }) => outcome === 'accepted')).toHaveLength(1);
    expect(told.filter(({ reason }) => reason === 'seats-exceeded')).toHaveLength(2);
  });

  it('is refused for nobody’s workspace, for a user, for whom nobody knows and for a workspace', async () => {
    const town = await workspace();
    expect((await add(town, 'ada', 'nowhere')).reason).toBe('party-not-found');
    expect((await add(town, 'ada', 'bob')).reason).toBe('not-a-workspace');
    expect((await add(town, 'eve')).reason).toBe('member-not-found');
    expect((await add(town, 'acme')).reason).toBe('member-not-found');
  });
});
