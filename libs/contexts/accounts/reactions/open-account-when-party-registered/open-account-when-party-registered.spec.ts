import { accept } from '@ledgerline/kernel';
import { Catalog, compileCatalog, DEFAULT_CATALOG } from '@ledgerline/contexts/catalog';
import { PartyRegistered, partyStream } from '@ledgerline/contexts/identity';
import { MemoryEventStore } from '@ledgerline/platform/eventstore';
import { Ledger } from '@ledgerline/platform/ledger';
import { givenReactions } from '@ledgerline/testing';
import { accountFamily } from '../../account-family';
import { accountEvents } from '../../domain/account-event-registry';
import { accountStream } from '../../domain/account-stream';
import { openAccountWhenPartyRegistered } from './open-account-when-party-registered';

const NINE = '2026-11-21T09:00:00.000Z';
const catalogOf = (...tiers: string[]): Catalog =>
  compileCatalog(1, {
    ...DEFAULT_CATALOG,
    tiers: DEFAULT_CATALOG.tiers.filter(({ name }) => tiers.includes(name)),
  });

async function given() {
  const clock = { now: Date.parse(NINE), catalog: catalogOf('free', 'pro') };
  const now = () => clock.now;
  const ledger = new Ledger({ store: new MemoryEventStore(), now });
  const stream = accountStream({
    current: () => clock.catalog,
    atLeast: () => Promise.resolve(clock.catalog),
  });
  const reactions = [openAccountWhenPartyRegistered(accountFamily(stream))];
  const events = [accountEvents, partyStream.events];
  const reacting = await givenReactions({ reactions, ledger, events, now });
  const register = (partyId: string, more: Partial<PartyRegistered['data']> = {}) =>
    ledger.execute(partyStream, {
      ...{ name: 'RegisterParty', parameters: {}, sealed: null, streamId: partyId, origin: {} },
      ...{ commandId: `7f1d2a52-6a0c-5a3e-9c58-00000000000${partyId.length}`, commandHash: 'x' },
      receivedAt: NINE,
      decide: () =>
        accept({
          type: 'PartyRegistered',
          data: {
            ...{ partyId, kind: 'user', role: 'user', sealed: null, emailHash: null, tier: 'free' },
            ...{ referralCode: null, testClockId: null, registeredAt: NINE, ...more },
          },
        }),
    });
  const account = async (id: string) => (await ledger.read(stream, id)).state;
  return { clock, ledger, stream, reacting, register, account };
}

describe('open-account-when-party-registered', () => {
  it('opens the account in the party’s tier, with its trial grant, once', async () => {
    const { reacting, register, account } = await given();
    await register('acme', { kind: 'workspace', tier: 'free' });
    await reacting.settled();
    await reacting.forget();
    await reacting.settled();
    const { status, tier, lots } = await account('acme');
    expect({ status, tier }).toEqual({ status: 'open', tier: 'free' });
    expect([...lots].map(({ lotId }) => lotId)).toEqual(['trial']);
    expect(reacting.items()).toEqual([]);
  });

  it('ends where the account was opened before its owner was registered', async () => {
    const { ledger, stream, reacting, register, account } = await given();
    await ledger.execute(stream, {
      ...{ name: 'OpenAccount', parameters: {}, sealed: null, streamId: 'ada', origin: {} },
      ...{ commandId: '7f1d2a52-6a0c-5a3e-9c58-3b1d9c0e6f27', commandHash: 'y', receivedAt: NINE },
      decide: () =>
        accept({
          type: 'AccountOpened',
          data: {
            ...{ accountId: 'ada', ownerKind: 'user', ownerId: 'ada', tier: 'pro' },
            ...{ catalogVersion: 1, openedAt: NINE },
          },
        }),
    });
    await register('ada');
    await reacting.settled();
    expect((await account('ada')).tier).toBe('pro');
    expect(reacting.items()).toEqual([]);
  });

  it('waits for a tier that the catalog no longer names, and opens once it names it again', async () => {
    const { clock, reacting, register, account } = await given();
    clock.catalog = catalogOf('free');
    await register('ada', { tier: 'pro' });
    await reacting.settled();
    expect((await account('ada')).status).toBe('missing');
    expect(reacting.items()).toHaveLength(1);
    clock.catalog = catalogOf('free', 'pro');
    clock.now += 86_400_000;
    await reacting.settled();
    expect((await account('ada')).tier).toBe('pro');
    expect(reacting.items()).toEqual([]);
  });
});
