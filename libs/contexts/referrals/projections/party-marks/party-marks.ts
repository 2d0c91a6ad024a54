import type { OrderPaid } from '@ledgerline/contexts/billing';
import type { EmailVerified, PartyRegistered } from '@ledgerline/contexts/identity';
import type { Timestamp } from '@ledgerline/kernel';
import type { ProjectedEvent, Projection } from '@ledgerline/platform/projections';

/** By what two parties can be told to be one person: keyed hashes, which say nothing by themselves. */
export interface PartyMarkRow {
  party_id: string;
  kind: 'email' | 'payment';
  mark: string;
  seen_at: Timestamp;
}

type Marking = ProjectedEvent<PartyRegistered | EmailVerified | OrderPaid>;

/** Of other contexts' events, the few that mark a party; so this one is not told of all there are. */
export const partyMarks: Projection<PartyMarkRow> = {
  name: 'party_marks',
  version: 1,
  schema: 'read_referrals',
  columns: { party_id: 'text', kind: 'text', mark: 'text', seen_at: 'timestamp' },
  key: ['party_id', 'kind', 'mark'],
  indexes: [],
  financial: false,
  on: {
    PartyRegistered: { keys: marksIn, fold: seen },
    EmailVerified: { keys: marksIn, fold: seen },
    OrderPaid: { keys: marksIn, fold: seen },
  },
};

function marksIn(projected: ProjectedEvent): readonly Partial<PartyMarkRow>[] {
  const { data } = projected as Marking;
  if ('orderId' in data) {
    const fingerprint = data.method?.fingerprint ?? null;
    return fingerprint === null ? [] : [{ party_id: data.accountId, kind: 'payment', mark: fingerprint }];
  }
  return data.emailHash === null ? [] : [{ party_id: data.partyId, kind: 'email', mark: data.emailHash }];
}

function seen(
  row: PartyMarkRow | undefined,
  { at }: ProjectedEvent,
  key: Partial<PartyMarkRow>,
): PartyMarkRow {
  const { party_id, kind, mark } = key;
  return row ?? { party_id: party_id!, kind: kind!, mark: mark!, seen_at: at };
}
