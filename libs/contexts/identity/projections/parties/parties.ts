import type { Timestamp } from '@ledgerline/kernel';
import { ProjectedEvent, ProjectedOf, totalProjection } from '@ledgerline/platform/projections';
import type { PartyEvent, PartyKind, PartyRole } from '../../domain/party/party-events';

/** A user or a workspace; sealed fields are copied as they are. */
export interface PartyRow {
  party_id: string;
  kind: PartyKind;
  role: PartyRole;
  status: 'TRIAL' | 'SUBSCRIBED';
  /** The tier it was registered with. */
  tier: string;
  /** JSON of email and name. */
  sealed: string | null;
  email_hash: string | null;
  email_verified_at: Timestamp | null;
  country: string | null;
  /** JSON of legalName, address, taxId and billingEmail. */
  sealed_billing_details: string | null;
  billing_details_changed_at: Timestamp | null;
  referral_code: string | null;
  test_clock_id: string | null;
  members: number;
  registered_at: Timestamp;
  subscribed_at: Timestamp | null;
  last_login_at: Timestamp | null;
  /** JSON of ip. */
  sealed_last_login: string | null;
}

type Row = PartyRow;
type Of<T extends PartyEvent['type']> = ProjectedOf<PartyEvent, T>;

const PREFIX = 'party-';
const keys = ({ stream }: ProjectedEvent) => [{ party_id: stream.slice(PREFIX.length) }];

/** What an event changes of a party that is there; nothing comes before its registration. */
function changing<T extends PartyEvent['type']>(change: (event: Of<T>) => Partial<Row>) {
  return {
    keys,
    fold: (row: Row | undefined, event: Of<T>): Row => ({
      ...row!,
      ...change(event),
    }),
  };
}

export const parties = totalProjection<Row, PartyEvent>({
  name: 'parties',
  version: 1,
  schema: 'read_identity',
  columns: {
    party_id: 'text',
    kind: 'text',
    role: 'text',
    status: 'text',
    tier: 'text',
    sealed: 'text',
    email_hash: 'text',
    email_verified_at: 'timestamp',
    country: 'text',
    sealed_billing_details: 'text',
    billing_details_changed_at: 'timestamp',
    referral_code: 'text',
    test_clock_id: 'text',
    members: 'integer',
    registered_at: 'timestamp',
    subscribed_at: 'timestamp',
    last_login_at: 'timestamp',
    sealed_last_login: 'text',
  },
  key: ['party_id'],
  indexes: [['registered_at', 'party_id'], ['email_hash']],
  financial: false,
  streamOf: { prefix: PREFIX, column: 'party_id' },
  on: {
    RegistrationBarred: 'ignored',
    PartyRegistered: { keys, fold: (_row, event) => registered(event) },
    EmailVerified: changing<'EmailVerified'>(({ data }) => ({ email_verified_at: data.verifiedAt })),
    LoginRecorded: changing<'LoginRecorded'>(({ data }) => ({
      last_login_at: data.loggedInAt,
      sealed_last_login: data.sealed,
    })),
    MemberAdded: changing<'MemberAdded'>(({ data }) => ({ members: data.members })),
    MemberRemoved: changing<'MemberRemoved'>(({ data }) => ({ members: data.members })),
    BillingDetailsChanged: changing<'BillingDetailsChanged'>(({ data }) => ({
      country: data.country,
      sealed_billing_details: data.sealed,
      billing_details_changed_at: data.changedAt,
    })),
    PartySubscribed: changing<'PartySubscribed'>(({ data }) => ({
      status: 'SUBSCRIBED',
      subscribed_at: data.subscribedAt,
    })),
  },
});

function registered({ data }: Of<'PartyRegistered'>): Row {
  return {
    party_id: data.partyId,
    kind: data.kind,
    role: data.role,
    status: 'TRIAL',
    tier: data.tier,
    sealed: data.sealed,
    email_hash: data.emailHash,
    email_verified_at: null,
    country: null,
    sealed_billing_details: null,
    billing_details_changed_at: null,
    referral_code: data.referralCode,
    test_clock_id: data.testClockId,
    members: 0,
    registered_at: data.registeredAt,
    subscribed_at: null,
    last_login_at: null,
    sealed_last_login: null,
  };
}
