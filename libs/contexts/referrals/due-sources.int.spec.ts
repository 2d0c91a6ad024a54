import type { Pool } from 'pg';
import { historyOf, MemoryEventStore } from '@ledgerline/platform/eventstore';
import { Ledger } from '@ledgerline/platform/ledger';
import { createPool } from '@ledgerline/platform/postgres';
import { createReadModels, ReadModels } from '@ledgerline/platform/projections';
import { describeWithPostgres, TestDatabase, testDatabase } from '@ledgerline/testing';
import { referralsDueSources } from './due-sources';
import { payouts } from './projections/payouts/payouts';
import { referralInvitations } from './projections/referral-invitations/referral-invitations';
import { referralRewards } from './projections/referral-rewards/referral-rewards';
import { referrals } from './projections/referrals/referrals';
import type { ReferralsParts } from './referrals-parts';

const NOW = '2026-01-01T00:00:00.000Z';
const MODELS = [payouts, referralInvitations, referralRewards, referrals];

describeWithPostgres('what falls due in referrals', () => {
  let database: TestDatabase;
  let pool: Pool;
  let models: ReadModels;

  beforeAll(async () => {
    database = await testDatabase();
    pool = createPool({ url: database.appUrl, applicationName: 'due-spec', connectionsMax: 2 });
    await createReadModels(pool, MODELS);
    const { store } = new Ledger({ store: new MemoryEventStore(), now: Date.now });
    models = new ReadModels(pool, MODELS, historyOf(store));
    const insert = (name: string, version: number, row: Record<string, string>) =>
      pool.query(
        `insert into read_referrals.${name}_v${version} (${Object.keys(row).join(', ')}, last_position)
         values (${Object.keys(row).map((_, at) => `$${at + 1}`)}, 'p')`,
        Object.values(row),
      );
    for (const who of ['ada', 'bob']) {
      const due = { rewards: { vests_at: NOW, state: 'VESTING' }, expires_at: NOW };
      await insert('referral_rewards', referralRewards.version, {
        ...{ reward_id: who, party_id: who, beneficiary_id: who, ...due.rewards },
      });
      await insert('referral_invitations', referralInvitations.version, {
        ...{ invitation_id: who, party_id: who, status: 'PENDING', expires_at: due.expires_at },
      });
      await insert('referrals', referrals.version, {
        ...{ referral_id: who, status: 'SIGNED_UP', expires_at: due.expires_at },
      });
      await insert('payouts', payouts.version, { payout_id: who, account_id: who, ask_at: NOW });
    }
  });
  afterAll(async () => {
    models?.close();
    await pool?.end();
    await database?.drop();
  });

  const sources = () =>
    referralsDueSources({ models, catalogs: undefined as unknown as ReferralsParts['catalogs'] });

  it('is left alone by a test clock in whose time nobody of it lives', async () => {
    for (const source of sources()) {
      const page = { now: NOW, after: undefined, countMax: 10 };
      const owners = async (asked?: readonly string[]) => {
        const { items } = await source.list({ ...page, ...(asked && { owners: asked }) });
        return [source.name, items.map(({ owner }) => owner)];
      };
      expect(await owners()).toEqual([source.name, ['ada', 'bob']]);
      expect(await owners(['bob'])).toEqual([source.name, ['bob']]);
      expect(await owners([])).toEqual([source.name, []]);
    }
  });
});
