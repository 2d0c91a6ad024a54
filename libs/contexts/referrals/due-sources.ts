import type { Projection, ReadModels } from '@ledgerline/platform/projections';
import type { DueItem, DueSource } from '@ledgerline/platform/reactions';
import { type Sql, sql, statementOf, trusted } from '@ledgerline/platform/queries';
import { referralsFamilies } from './families';
import { payouts } from './projections/payouts/payouts';
import { referralInvitations } from './projections/referral-invitations/referral-invitations';
import { referralRewards } from './projections/referral-rewards/referral-rewards';
import { referrals } from './projections/referrals/referrals';
import type { ReferralsParts } from './referrals-parts';

/** What falls due by itself in the streams of the referrals context. */
export function referralsDueSources({
  models,
  catalogs,
}: Pick<ReferralsParts, 'models' | 'catalogs'>): readonly DueSource[] {
  const { program, referral, payout } = referralsFamilies(catalogs);
  return [
    dueIn(models, referralRewards, {
      stream: program.stream,
      ...{ streamId: 'party_id', owner: 'party_id', dueAt: 'vests_at', where: sql`state = 'VESTING'` },
    }),
    dueIn(models, referralInvitations, {
      stream: program.stream,
      ...{ streamId: 'party_id', owner: 'party_id', dueAt: 'expires_at' },
      where: sql`status in ('PENDING', 'CLICKED')`,
    }),
    dueIn(models, referrals, {
      stream: referral.stream,
      ...{ streamId: 'referral_id', owner: 'referral_id', dueAt: 'expires_at' },
      where: sql`status = 'SIGNED_UP'`,
    }),
    dueIn(models, payouts, {
      stream: payout.stream,
      ...{ streamId: 'payout_id', owner: 'account_id', dueAt: 'ask_at', where: sql`true` },
    }),
  ];
}

/** Rows of a read model that serves others first, under the names of its own. */
function dueIn(
  models: Pick<ReadModels, 'query'>,
  projection: Projection,
  found: {
    readonly stream: DueSource['stream'];
    readonly streamId: string;
    readonly owner: string;
    readonly dueAt: string;
    readonly where: Sql;
  },
): DueSource {
  const { name, schema } = projection;
  const [id, owner, due] = [trusted(found.streamId), trusted(found.owner), trusted(found.dueAt)];
  return {
    name,
    stream: found.stream,
    async list({ now, after, countMax, owners }) {
      const beyond = after
        ? sql`and (${due}, ${id}) > (${after.dueAt}::timestamptz, ${after.streamId}::text)`
        : sql``;
      const theirs = owners ? sql`and ${owner} = any(${owners}::text[])` : sql``;
      const { text, values } = statementOf(sql`
        select ${id} as "streamId", ${owner} as "owner", ${due} as "dueAt"
        from ${trusted(`${schema}.${name}`)}
        where ${found.where} and ${due} <= ${now}::timestamptz ${beyond} ${theirs}
        order by ${due}, ${id} limit ${countMax}`);
      const { rows: items, position } = await models.query<DueItem>([projection], text, values);
      return { items, position };
    },
  };
}
