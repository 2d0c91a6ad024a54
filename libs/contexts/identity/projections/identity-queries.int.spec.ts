import { timestamp } from '@ledgerline/kernel';
import { historyOf } from '@ledgerline/platform/eventstore';
import { createPool } from '@ledgerline/platform/postgres';
import {
  createReadModels,
  decodeEvents,
  ProjectionRunner,
  ReadModels,
} from '@ledgerline/platform/projections';
import { testDatabase } from '@ledgerline/testing';
import { identityEvents } from '../event-registries';
import { ATown } from '../testing/a-town';
import { ListMembers, listMembers, ListWorkspaces, listWorkspaces } from './members/members.queries';
import { FindParty, findParty, IdentityReads, ListParties, listParties } from './parties/parties.queries';
import { identityProjections } from './registry';

const BILLING = { legalName: 'Lovelace Ltd', address: { line1: '12 Square', city: 'London' }, country: 'GB' };

/** The read models of parties on a database, filled from a town's log. */
async function givenReads(url: string, town: ATown) {
  const pool = createPool({ url, applicationName: 'identity-queries', connectionsMax: 6 });
  await createReadModels(pool, identityProjections);
  const { store, sealer } = town;
  const models = new ReadModels(pool, identityProjections, historyOf(store));
  const abort = new AbortController();
  const decode = decodeEvents(identityEvents);
  const runner = new ProjectionRunner({ store, pool, projections: identityProjections, decode });
  const ended = runner.run(abort.signal);
  const now = () => timestamp(Date.parse(town.now));
  const reads: IdentityReads = { models, sealer, now, analyticsEnabled: () => true };
  const end = async () => {
    abort.abort();
    await ended;
    models.close();
    await pool.end();
  };
  return { reads, pool, end };
}

describe('the queries of parties', () => {
  const town = new ATown();
  let database: Awaited<ReturnType<typeof testDatabase>>;
  let given: Awaited<ReturnType<typeof givenReads>>;
  let minPosition: string;

  beforeAll(async () => {
    database = await testDatabase();
    given = await givenReads(database.appUrl, town);
    const act = async (name: string, asked: Parameters<ATown['ask']>[1]) => {
      expect((await town.later(60).ask(name, asked)).outcome).toBe('accepted');
    };
    await town.register('ada', { email: 'Ada@example.org', name: 'Ada' });
    await town.later(60).register('bob', { email: 'bob@example.org' });
    await town.later(60).register('acme', { kind: 'workspace', name: 'Acme', tier: 'team' });
    await act('VerifyEmail', { partyId: 'ada', body: { email: 'ada@example.org' } });
    await act('RecordLogin', { partyId: 'ada', body: { ip: '203.0.113.7' } });
    await act('ChangeBillingDetails', { partyId: 'ada', body: BILLING });
    await act('MarkSubscribed', { partyId: 'ada', body: { reason: 'paid' } });
    for (const memberId of ['ada', 'bob']) await act('AddMember', { partyId: 'acme', body: { memberId } });
    await act('RemoveMember', { partyId: 'acme', memberId: 'bob', body: { reason: 'left' } });
    await town.ask('VerifyEmail', { partyId: 'ada', body: { email: 'eve@example.org' } });
    minPosition = (await town.store.head())!;
  });

  afterAll(async () => {
    await given?.end();
    await database?.drop();
  });

  const find = async (partyId: string, personal: 'shown' | 'hidden' = 'shown') =>
    (await findParty(given.reads, new FindParty(partyId, { minPosition }, personal))).party;
  const list = async (asked: ListParties['asked']) =>
    (await listParties(given.reads, new ListParties({ minPosition, ...asked }, 'shown'))).items.map(
      ({ partyId }) => partyId,
    );

  it('tell all of a party to those who may read what is personal', async () => {
    expect(await find('ada')).toEqual({
      ...{ partyId: 'ada', kind: 'user', role: 'user', status: 'SUBSCRIBED', tier: 'free' },
      ...{ email: 'Ada@example.org', name: 'Ada', emailVerifiedAt: '2026-11-21T09:03:00.000Z' },
      billingDetails: { ...BILLING, taxId: null, billingEmail: null, changedAt: '2026-11-21T09:05:00.000Z' },
      ...{ referralCode: null, testClockId: null, members: 0, registeredAt: '2026-11-21T09:00:00.000Z' },
      subscribedAt: '2026-11-21T09:06:00.000Z',
      ...{ lastLoginAt: '2026-11-21T09:04:00.000Z', lastLoginIp: '203.0.113.7' },
    });
  });

  it('tell others the country and no more, and of nobody nothing', async () => {
    const told = JSON.stringify(await find('ada', 'hidden'));
    expect(told).toContain('"country":"GB"');
    expect(told).not.toMatch(/example|lovelace|203\.0|London/i);
    expect(await find('eve')).toBeUndefined();
  });

  it('list parties, the newest first, by kind, status, part of the id, and by e-mail in any case', async () => {
    expect(await list({})).toEqual(['acme', 'bob', 'ada']);
    expect(await list({ kind: 'workspace' })).toEqual(['acme']);
    expect(await list({ status: 'SUBSCRIBED' })).toEqual(['ada']);
    expect(await list({ search: 'o' })).toEqual(['bob']);
    expect(await list({ email: 'ADA@EXAMPLE.ORG' })).toEqual(['ada']);
    expect(await list({ email: 'example.org' })).toEqual([]);
  });

  it('list who belongs to a workspace and where somebody belongs, past ones on request', async () => {
    const membersOf = async (past?: boolean) =>
      (await listMembers(given.reads, new ListMembers('acme', { minPosition, past }))).items;
    expect(await membersOf()).toEqual([
      {
        ...{ workspaceId: 'acme', memberId: 'ada', addedAt: '2026-11-21T09:07:00.000Z' },
        ...{ removedAt: null, removedBecause: null },
      },
    ]);
    expect((await membersOf(true)).map(({ removedBecause }) => removedBecause)).toEqual([null, 'left']);
    const workspaces = await listWorkspaces(given.reads, new ListWorkspaces('bob', { minPosition }));
    expect(workspaces.items).toEqual([]);
    expect((await find('acme'))!.members).toBe(1);
  });

  it('hold no personal byte in their tables', async () => {
    const { rows } = await given.pool.query<{ bytes: string }>(
      'select (select json_agg(p)::text from read_identity.parties p) ||' +
        ' (select json_agg(m)::text from read_identity.members m) as bytes',
    );
    expect(rows[0]!.bytes).toContain('"ada"');
    expect(rows[0]!.bytes).not.toMatch(/example|lovelace|203\.0|London/i);
  });

  it('tell nothing personal of an erased party', async () => {
    await town.sealer.erase('ada');
    expect(await find('ada')).toMatchObject({
      email: null,
      name: null,
      lastLoginIp: null,
      status: 'SUBSCRIBED',
    });
  });
});
