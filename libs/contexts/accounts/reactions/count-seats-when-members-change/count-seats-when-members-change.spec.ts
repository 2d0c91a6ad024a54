import type { DomainEvent } from '@ledgerline/kernel';
import { compileCatalog, DEFAULT_CATALOG } from '@ledgerline/contexts/catalog';
import { MemoryEventStore } from '@ledgerline/platform/eventstore';
import { commandIdOf, Ledger, streamName } from '@ledgerline/platform/ledger';
import { partyStream } from '@ledgerline/contexts/identity';
import { givenReactions } from '@ledgerline/testing';
import { accountFamily } from '../../account-family';
import { accountEvents } from '../../domain/account-event-registry';
import { accountStream } from '../../domain/account-stream';
import { openAccountWhenPartyRegistered } from '../open-account-when-party-registered/open-account-when-party-registered';
import { countSeatsWhenMembersChange } from './count-seats-when-members-change';

const NINE = '2026-11-21T09:00:00.000Z';

async function givenWorkspace(tier = 'team') {
  const now = () => Date.parse(NINE);
  const ledger = new Ledger({ store: new MemoryEventStore(), now });
  const catalog = compileCatalog(1, DEFAULT_CATALOG);
  const stream = accountStream({ current: () => catalog, atLeast: () => Promise.resolve(catalog) });
  const family = accountFamily(stream);
  const reactions = [openAccountWhenPartyRegistered(family), countSeatsWhenMembersChange(family)];
  const events = [accountEvents, partyStream.events];
  const reacting = await givenReactions({ reactions, ledger, events, now });
  let told = 0;
  const tell = (type: string, data: object) =>
    ledger.execute(partyStream, {
      ...{ name: type, parameters: {}, sealed: null, streamId: 'guild', origin: {}, commandHash: 'x' },
      commandId: commandIdOf({
        principal: 'test',
        stream: streamName(partyStream, 'guild'),
        key: `${++told}`,
      }),
      receivedAt: NINE,
      decide: () => ({
        kind: 'accepted',
        events: [{ type, data: { partyId: 'guild', ...data } } as DomainEvent as never],
        own: 0,
      }),
    });
  await tell('PartyRegistered', {
    ...{ kind: 'workspace', role: 'user', sealed: null, emailHash: null, tier },
    ...{ referralCode: null, testClockId: null, registeredAt: NINE },
  });
  const seats = async () =>
    (await ledger.read(stream, 'guild')).state.windows.seats?.map(({ usedUnits }) => Number(usedUnits)) ?? [];
  return { tell, reacting, seats };
}

describe('count-seats-when-members-change', () => {
  it('keeps the gauge where the members are, however often it is done', async () => {
    const { tell, reacting, seats } = await givenWorkspace();
    await tell('MemberAdded', { memberId: 'nora', members: 1, addedAt: NINE });
    await tell('MemberAdded', { memberId: 'pat', members: 2, addedAt: NINE });
    await reacting.settled();
    expect(await seats()).toEqual([2]);
    await tell('MemberRemoved', { memberId: 'pat', members: 1, reason: 'left', removedAt: NINE });
    await reacting.settled();
    await reacting.forget();
    await reacting.settled();
    expect(await seats()).toEqual([1]);
    expect(reacting.items()).toEqual([]);
  });

  it('ends with a word where the plan has fewer seats: limit-reached lets nobody more in', async () => {
    const { tell, reacting, seats } = await givenWorkspace('free');
    await tell('MemberAdded', { memberId: 'nora', members: 1, addedAt: NINE });
    await reacting.settled();
    expect(await seats()).toEqual([]);
    expect(reacting.items()).toEqual([]);
  });
});
