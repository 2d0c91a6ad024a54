import { timestamp } from '@ledgerline/kernel';
import { historyOf } from '@ledgerline/platform/eventstore';
import { createPool } from '@ledgerline/platform/postgres';
import {
  createReadModels,
  decodeEvents,
  ProjectionRunner,
  ReadModels,
} from '@ledgerline/platform/projections';
import type { Reads } from '@ledgerline/platform/queries';
import { testDatabase } from '@ledgerline/testing';
import { startPayoutBatch } from '../commands/start-payout-batch/start-payout-batch';
import { referralsDueSources } from '../due-sources';
import { readModelLookup } from '../referral-lookup';
import { asked } from '../testing/given-payouts';
import { adaBringsBob, DAY, EVENTS, type GivenReferrals, NINE } from '../testing/given-referrals';
import {
  FindPayoutBatch,
  findPayoutBatch,
  ListPayoutBatches,
  listPayoutBatches,
} from './payout-batches/payout-batches.queries';
import { ListPayouts, listPayouts } from './payouts/payouts.queries';
import {
  FindProgram,
  findProgram,
  ListPrograms,
  listPrograms,
  SumEarnings,
  sumEarnings,
} from './programs/programs.queries';
import { ListClicks, listClicks } from './referral-clicks/referral-clicks.queries';
import { ListRewards, listRewards } from './referral-rewards/referral-rewards.queries';
import { ListReferrals, listReferrals } from './referrals/referrals.queries';
import { referralsProjections } from './registry';

/** The read models on a database, filled from the log of a few lives. */
async function givenReads(url: string, { store, clock, catalogs }: GivenReferrals) {
  const pool = createPool({ url, applicationName: 'referrals-queries', connectionsMax: 6 });
  await createReadModels(pool, referralsProjections);
  const models = new ReadModels(pool, referralsProjections, historyOf(store));
  const abort = new AbortController();
  const decode = decodeEvents(EVENTS);
  const ended = new ProjectionRunner({ store, pool, projections: referralsProjections, decode }).run(
    abort.signal,
  );
  const sealer = { open: (_owner: string, sealed: string) => Promise.resolve(sealed) };
  const reads: Reads = { models, sealer, now: () => timestamp(clock.now), analyticsEnabled: () => true };
  const due = referralsDueSources({ models, catalogs });
  const end = async () => {
    abort.abort();
    await ended;
    models.close();
    await pool.end();
  };
  return { reads, due, lookup: readModelLookup(models), end };
}

/** As an admin starts what is pending. */
async function startedInBatch({ command, families, settled }: GivenReferrals, payoutId: string) {
  const pending = [{ payoutId, accountId: 'ada', amountMinor: 500n }];
  const batch = { method: 'PAYPAL', currency: 'USD', upToMinor: 500n, reason: 'November', pending } as const;
  await command(families.payoutBatch.stream, 'batch-1', (state, { newId: _id, ...context }) =>
    startPayoutBatch(batch, state, { ...context, newId: 'batch-1' }),
  );
  await settled();
}

/** Ada brought Bob, who paid, and Cyd, who has not; she has asked for money of another reward. */
async function lives() {
  const given = await adaBringsBob({ rule: { minimumPayout: { amount: '5.00', currency: 'USD' } } });
  const clickId = await given.click('ada');
  await given.register('cyd', { referralCode: `ADA.${clickId}`, emailHash: 'hash' });
  await given.register('eve', { referralCode: 'NOBODY', emailHash: 'hash' });
  await given.pay('bob', 'o1', { fingerprint: 'card' });
  await given.settled();
  await given.after(30 * DAY, 'referralProgram-ada', 'referral-cyd');
  await given.openProgram('dan', 'DAN');
  const invited = await given.invite('dan', 'guy@example.org');
  const came = await given.invite('dan', 'hal@example.org');
  await given.click('dan', { invitationId: invited, campaign: 'letter' });
  await given.register('hal', { referralCode: `DAN.${came}`, sealed: '{"email":"hal@home.example"}' });
  await given.register('fay', { referralCode: 'DAN' });
  await given.pay('fay', 'o2', { fingerprint: 'card' });
  await given.settled();
  await asked(given, { method: 'STORE_CREDIT', amountMinor: 500n });
  const sealed = '{"destination":"slow@example.org"}';
  const payoutId = await asked(given, { amountMinor: 500n, sealed });
  await startedInBatch(given, payoutId);
  return { given, clickId, payoutId, invited, came };
}

describe('the questions about referrals', () => {
  let database: Awaited<ReturnType<typeof testDatabase>>;
  let told: Awaited<ReturnType<typeof givenReads>>;
  let clickId: string;
  let invited: string;
  let came: string;
  let payoutId: string;
  let minPosition: string;

  beforeAll(async () => {
    database = await testDatabase();
    const lived = await lives();
    ({ clickId, payoutId, invited, came } = lived);
    told = await givenReads(database.appUrl, lived.given);
    minPosition = (await lived.given.store.head())!;
  });

  afterAll(async () => {
    await told?.end();
    await database?.drop();
  });

  it('are answered by program, with its ledger', async () => {
    const { program } = await findProgram(told.reads, new FindProgram('ada', { minPosition }));
    expect(program).toMatchObject({
      ...{ accountId: 'ada', code: 'ADA', status: 'active', clicks: 1, referrals: 2, successful: 1 },
      funds: [{ currency: 'USD', earned: '10.00', vesting: '0.00', available: '0.00', paidOut: '5.00' }],
    });
    const nobody = await findProgram(told.reads, new FindProgram('nobody', { minPosition }));
    expect(nobody.program).toBeUndefined();
    const { items } = await listPrograms(told.reads, new ListPrograms({ minPosition, code: 'dan' }));
    expect(items).toMatchObject([
      { accountId: 'dan', referrals: 2, successful: 1, funds: [{ earned: '10.00', vesting: '10.00' }] },
    ]);
  });

  it('are answered in sums over all programs', async () => {
    const { items } = await sumEarnings(told.reads, new SumEarnings({ minPosition }));
    expect(items).toMatchObject([
      {
        currency: 'USD',
        programs: 2,
        earned: '20.00',
        vesting: '10.00',
        reserved: '5.00',
        paidOut: '5.00',
      },
    ]);
  });

  it('are answered by referral, with who clicked for those who may read it', async () => {
    const list = async (asked: ListReferrals['asked'], personal: 'shown' | 'hidden' = 'shown') =>
      (await listReferrals(told.reads, new ListReferrals({ minPosition, ...asked }, personal))).items;
    expect(await list({ referrerId: 'ada', status: 'PAID' })).toMatchObject([
      {
        ...{ referralId: 'bob', orderId: 'o1', paid: { amount: '50.00', currency: 'USD' } },
        reward: { amount: '10.00', currency: 'USD' },
      },
    ]);
    const cyd = { referralId: 'cyd', clickId, status: 'EXPIRED', reason: 'never-paid', campaign: 'spring' };
    expect(await list({ campaign: 'spring' })).toMatchObject([{ ...cyd, ip: '10.0.0.1', userAgent: 'B' }]);
    expect(await list({ campaign: 'spring' }, 'hidden')).toMatchObject([
      { ...cyd, ip: null, userAgent: null },
    ]);
    expect(await list({ referralId: 'eve' })).toMatchObject([{ reason: 'code-not-found', referrerId: null }]);
    expect(await list({ to: timestamp(NINE) })).toEqual([]);
  });

  it('are answered by invitation until it is accepted, and by its referral from then on', async () => {
    const ofDan = async (asked: ListReferrals['asked'], personal: 'shown' | 'hidden' = 'shown') =>
      (await listReferrals(told.reads, new ListReferrals({ minPosition, ...asked }, personal))).items;
    const guy = { referralId: invited, invitationId: invited, refereeId: null, signupAt: null };
    expect(await ofDan({ referrerId: 'dan', status: 'CLICKED' })).toMatchObject([
      { ...guy, campaign: 'letter', ip: '10.0.0.1', refereeEmail: 'guy@example.org', refereeName: 'Bob' },
    ]);
    expect(await ofDan({ referralId: invited }, 'hidden')).toMatchObject([
      { ...guy, refereeEmail: null, refereeName: null, ip: null, clickedAt: expect.any(String) as string },
    ]);
    expect(await ofDan({ referralId: came })).toEqual([]);
    expect(await ofDan({ referralId: 'hal' })).toMatchObject([
      { status: 'SIGNED_UP', invitationId: came, refereeId: 'hal', refereeEmail: 'hal@home.example' },
    ]);
    expect((await ofDan({ referrerId: 'dan' })).map(({ referralId }) => referralId).sort()).toEqual(
      ['fay', 'hal', invited].sort(),
    );
  });

  it('are answered by click, reward and payout', async () => {
    const clicks = await listClicks(told.reads, new ListClicks('ada', { minPosition }, 'shown'));
    expect(clicks.items).toMatchObject([{ clickId, source: 'mail', ip: '10.0.0.1' }]);
    const rewards = await listRewards(told.reads, new ListRewards('ada', { minPosition, state: 'VESTED' }));
    expect(rewards.items).toMatchObject([{ referralId: 'bob', amount: '10.00', clawedBack: '0.00' }]);
    const payouts = async (asking: ListPayouts['asked'], personal: 'shown' | 'hidden') =>
      (await listPayouts(told.reads, new ListPayouts({ minPosition, ...asking }, personal))).items;
    expect(await payouts({ accountId: 'ada', status: 'COMPLETED' }, 'shown')).toMatchObject([
      {
        method: 'STORE_CREDIT',
        amount: '5.00',
        credits: '500',
        transactionId: expect.stringMatching(/^payout:/) as string,
      },
    ]);
    const slow = { payoutId, status: 'PROCESSING', method: 'PAYPAL', credits: null, completedAt: null };
    expect(await payouts({ payoutId }, 'shown')).toMatchObject([
      { ...slow, destination: 'slow@example.org' },
    ]);
    expect(await payouts({ method: 'PAYPAL' }, 'hidden')).toMatchObject([{ ...slow, destination: null }]);
  });

  it('are answered by batch, with what became of its payouts', async () => {
    const started = { batchId: 'batch-1', method: 'PAYPAL', count: 1, total: '5.00', reason: 'November' };
    const became = { processing: 1, completed: 0, failed: 0, paid: '0.00' };
    const list = async (asking: ListPayoutBatches['asked']) =>
      (await listPayoutBatches(told.reads, new ListPayoutBatches({ minPosition, ...asking }))).items;
    expect(await list({ method: 'PAYPAL', currency: 'USD' })).toMatchObject([{ ...started, ...became }]);
    expect(await list({ currency: 'EUR' })).toEqual([]);
    const { batch } = await findPayoutBatch(told.reads, new FindPayoutBatch('batch-1', { minPosition }));
    expect(batch).toMatchObject(started);
    const none = await findPayoutBatch(told.reads, new FindPayoutBatch('no', { minPosition }));
    expect(none.batch).toBeUndefined();
    const ofBatch = new ListPayouts({ minPosition, batchId: 'batch-1' }, 'hidden');
    expect((await listPayouts(told.reads, ofBatch)).items).toMatchObject([{ payoutId, batchId: 'batch-1' }]);
  });

  it('of reactions are answered from the same rows', async () => {
    const { lookup } = told;
    expect(await lookup.programOf('ADA', minPosition)).toMatchObject({ party_id: 'ada', status: 'active' });
    expect(await lookup.programOf('ada', minPosition)).toBeUndefined();
    expect(await lookup.clickOf(clickId, minPosition)).toMatchObject({ party_id: 'ada', source: 'mail' });
    expect(await lookup.sharedMark('cyd', 'eve', minPosition)).toBe('email');
    expect(await lookup.sharedMark('bob', 'fay', minPosition)).toBe('payment');
    expect(await lookup.sharedMark('bob', 'cyd', minPosition)).toBeUndefined();
  });

  it('of the sweep name what falls due, and nothing that is recorded', async () => {
    const dueAt = async (days: number) => {
      const now = timestamp(NINE + days * DAY * 1000);
      const pages = told.due.map((source) => source.list({ now, after: undefined, countMax: 10 }));
      return (await Promise.all(pages)).flatMap(({ items }) => items.map(({ streamId }) => streamId));
    };
    expect(await dueAt(30)).toEqual([]);
    expect(await dueAt(31)).toEqual([payoutId]);
    expect(await dueAt(61)).toEqual(['dan', 'dan', 'hal', payoutId]);
    const [rewards] = told.due;
    const [first] = (await rewards!.list({ now: '2030-01-01T00:00:00.000Z', after: undefined, countMax: 1 }))
      .items;
    const next = await rewards!.list({ now: '2030-01-01T00:00:00.000Z', after: first, countMax: 1 });
    expect(next.items).toEqual([]);
  });
});
