import type { Timestamp } from '@ledgerline/kernel';
import {
  equals,
  ListOf,
  openPersonal,
  Page,
  PageAsked,
  type Personal,
  readPage,
  type Reads,
  sql,
  within,
} from '@ledgerline/platform/queries';
import { ReferralClickRow, referralClicks } from './referral-clicks';

export interface ReferralClickView {
  readonly clickId: string;
  readonly accountId: string;
  readonly source: string | null;
  readonly campaign: string | null;
  /** Whose link it was; null: the program's own. */
  readonly invitationId: string | null;
  /** For those who may read them; null once the owner was erased. */
  readonly ip: unknown;
  readonly userAgent: unknown;
  readonly clickedAt: Timestamp;
  readonly attributedUntil: Timestamp;
}

export class ListClicks {
  constructor(
    readonly accountId: string,
    readonly asked: PageAsked & {
      readonly campaign?: string | undefined;
      readonly source?: string | undefined;
      readonly from?: Timestamp | undefined;
      readonly to?: Timestamp | undefined;
    },
    readonly personal: Personal,
  ) {}
}

export function listClicks(
  reads: Reads,
  { accountId, asked, personal }: ListClicks,
): Promise<Page<ReferralClickView>> {
  const list: ListOf = {
    name: 'referral-clicks',
    from: referralClicks,
    select: sql`select * from read_referrals.referral_clicks`,
    where: [
      equals('party_id', accountId),
      equals('campaign', asked.campaign),
      equals('source', asked.source),
      ...within('clicked_at', asked),
    ],
    sort: [
      { column: 'clicked_at', type: 'timestamp' },
      { column: 'click_id', type: 'text' },
    ],
    direction: 'desc',
  };
  return readPage<ReferralClickRow, ReferralClickView>(reads, list, asked, async (row) => {
    const from = personal === 'shown' ? await openPersonal(reads.sealer, row.party_id, row.sealed) : {};
    return {
      ...{ clickId: row.click_id, accountId: row.party_id, source: row.source, campaign: row.campaign },
      invitationId: row.invitation_id,
      ...{ ip: from.ip ?? null, userAgent: from.userAgent ?? null },
      ...{ clickedAt: row.clicked_at, attributedUntil: row.attributed_until },
    };
  });
}
