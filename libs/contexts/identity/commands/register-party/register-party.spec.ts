import { ATown, NINE } from '../../testing/a-town';
import { partyStream } from '../../streams/party-stream';

const ADA = { email: 'Ada@Example.org', name: 'Ada Lovelace' };

describe('registering a party', () => {
  it('records who they are, with what is personal sealed under their own key', async () => {
    const town = new ATown();
    const told = await town.register('ada', { ...ADA, tier: 'pro', referralCode: 'BYRON' });
    expect(told).toMatchObject({ outcome: 'accepted', body: { partyId: 'ada', party: { status: 'TRIAL' } } });
    const [registered] = await town.log('party-ada');
    expect(registered).toMatchObject({
      type: 'registered',
      data: {
        ...{ partyId: 'ada', kind: 'user', role: 'user', tier: 'pro', referralCode: 'BYRON' },
        ...{ testClockId: null, registeredAt: NINE },
      },
    });
    expect(await town.sealer.open('ada', String(registered!.data.sealed))).toBe(JSON.stringify(ADA));
    expect(
      (await town.bytes('party-ada')) + (await town.bytes(`claim-${String(registered!.data.emailHash)}`)),
    ).not.toMatch(/example|lovelace|198\.51/i);
  });

  it('makes an id where none is given, the same for the same key', async () => {
    const town = new ATown();
    const asked = { body: { kind: 'workspace', name: 'Acme' }, key: 'k' };
    const first = await town.ask('RegisterParty', asked);
    const again = await town.ask('RegisterParty', asked);
    expect(first.body.partyId).toMatch(/^[0-9a-f-]{36}$/);
    expect(again).toMatchObject({ replayed: true, body: { partyId: first.body.partyId } });
  });

  it('twice is refused party-already-exists, and the e-mail of the second stays free', async () => {
    const town = new ATown();
    await town.register('ada', ADA);
    const again = await town.register('ada', { email: 'countess@example.org' });
    expect(again).toMatchObject({ reason: 'party-already-exists', figures: { partyId: 'ada' } });
    expect((await town.register('countess', { email: 'countess@example.org' })).outcome).toBe('accepted');
  });

  it('as an admin is refused admin-key-required for a service’s key, and nobody’s e-mail is claimed', async () => {
    const town = new ATown();
    const asAdmin = { ...ADA, role: 'admin' };
    expect((await town.register('ada', asAdmin)).reason).toBe('admin-key-required');
    const told = await town.ask('RegisterParty', {
      body: { ...asAdmin, partyId: 'eve', kind: 'user' },
      as: 'admin',
    });
    expect(told).toMatchObject({ outcome: 'accepted' });
    expect((await town.log('party-eve'))[0]!.data.role).toBe('admin');
  });

  it('in a tier nobody knows is refused unknown-tier, at an unknown clock test-clock-not-found', async () => {
    const town = new ATown();
    expect((await town.register('ada', { ...ADA, tier: 'gold' })).reason).toBe('unknown-tier');
    expect((await town.register('ada', { ...ADA, testClockId: 'sundial' })).reason).toBe(
      'test-clock-not-found',
    );
    expect((await town.register('bob', { ...ADA, testClockId: 'clock-1' })).outcome).toBe('accepted');
  });

  it('with an e-mail that is somebody’s is refused email-taken, however it is cased', async () => {
    const town = new ATown();
    await town.register('ada', ADA);
    expect((await town.register('eve', { email: 'ADA@example.ORG' })).reason).toBe('email-taken');
    expect((await town.later(86_400).register('eve', { email: 'ada@example.org' })).reason).toBe(
      'email-taken',
    );
    expect(await town.log('party-eve')).toEqual([]);
  });

  it('with one e-mail through two instances at once registers one of them', async () => {
    const town = new ATown();
    const told = await Promise.all(['ada', 'eve', 'mallory'].map((id) => town.register(id, ADA)));
    expect(told.map(({ reason }) => reason ?? 'accepted').sort()).toEqual([
      'accepted',
      'email-taken',
      'email-taken',
    ]);
  });

  it('asked in thought claims nothing, and hears what it would hear', async () => {
    const town = new ATown();
    const thought = { body: { partyId: 'ada', kind: 'user', ...ADA }, dryRun: true };
    expect((await town.ask('RegisterParty', thought)).outcome).toBe('accepted');
    await town.register('eve', ADA);
    expect((await town.ask('RegisterParty', thought)).reason).toBe('email-taken');
  });
});

describe('an e-mail whose owner died between claim and registration', () => {
  /** The log takes the claim and then nothing more. */
  async function claimedAndDied(town: ATown) {
    const { ledger, ask } = town.instance();
    const { execute } = ledger;
    ledger.execute = ((definition: { category: string }, command: never) => {
      if (definition.category === 'party') throw new Error('killed');
      return (execute as (a: object, b: never) => unknown).call(ledger, definition, command);
    }) as typeof execute;
    const body = { partyId: 'ada', kind: 'user', ...ADA };
    await expect(ask('RegisterParty', { body, key: 'k' })).rejects.toThrow('killed');
    return () => town.ask('RegisterParty', { body, key: 'k' });
  }

  it('is theirs when they come back with the same key', async () => {
    const town = new ATown();
    const again = await claimedAndDied(town);
    expect((await town.register('eve', ADA)).reason).toBe('email-taken');
    expect((await again()).outcome).toBe('accepted');
  });

  it('is somebody else’s after ten minutes, and the first hears email-taken whenever they come back', async () => {
    const town = new ATown();
    const again = await claimedAndDied(town);
    expect((await town.later(600).register('eve', ADA)).outcome).toBe('accepted');
    expect((await again()).reason).toBe('email-taken');
    expect((await town.log('party-ada')).map(({ type }) => type)).toEqual([
      'registration-barred',
      'command-refused',
    ]);
  });

  it('and who was asleep with the claim in hand cannot register under it any more', async () => {
    const town = new ATown();
    const slow = town.instance();
    let wake = () => undefined as void;
    const asleep = new Promise<void>((resolve) => (wake = resolve));
    const { execute } = slow.ledger;
    let fellAsleep = () => undefined as void;
    const sleeping = new Promise<void>((resolve) => (fellAsleep = resolve));
    slow.ledger.execute = (async (definition: { category: string }, command: never) => {
      if (definition.category === 'party') {
        fellAsleep();
        await asleep;
      }
      return (execute as (a: object, b: never) => unknown).call(slow.ledger, definition, command);
    }) as typeof execute;
    const asked = slow.ask('RegisterParty', { body: { partyId: 'ada', kind: 'user', ...ADA } });
    await sleeping;
    expect((await town.later(600).register('eve', ADA)).outcome).toBe('accepted');
    wake();
    expect((await asked).reason).toBe('email-taken');
    expect((await slow.ledger.read(partyStream, 'ada')).state.status).toBe('missing');
  });
});
