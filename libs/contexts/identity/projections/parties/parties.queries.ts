import type { Timestamp } from '@ledgerline/kernel';
import type { Sealer } from '@ledgerline/platform/sealing';
import {
  Asked,
  contains,
  equals,
  ListOf,
  openPersonal,
  Page,
  PageAsked,
  type Personal,
  readFirst,
  readPage,
  type Reads,
  sql,
} from '@ledgerline/platform/queries';
import { emailHashOf } from '../../commands/email-hash';
import { parties, PartyRow } from './parties';

/** The reads of a process, which can also tell equal e-mails. */
export type IdentityReads = Reads & { readonly sealer: Pick<Sealer, 'open' | 'keyedHash'> };

/** A user or a workspace. Personal fields for those who may read them; for others, and once erased, null. */
export interface PartyView {
  readonly partyId: string;
  readonly kind: string;
  readonly role: string;
  readonly status: 'TRIAL' | 'SUBSCRIBED';
  /** The tier it was registered with; what it has now its account tells. */
  readonly tier: string;
  readonly email: unknown;
  readonly emailVerifiedAt: Timestamp | null;
  readonly name: unknown;
  readonly billingDetails: BillingDetailsView | null;
  readonly referralCode: string | null;
  readonly testClockId: string | null;
  /** How many, of a workspace. */
  readonly members: number;
  readonly registeredAt: Timestamp;
  readonly subscribedAt: Timestamp | null;
  readonly lastLoginAt: Timestamp | null;
  readonly lastLoginIp: unknown;
}

export interface BillingDetailsView {
  readonly country: string;
  readonly legalName: unknown;
  readonly address: unknown;
  readonly taxId: unknown;
  readonly billingEmail: unknown;
  readonly changedAt: Timestamp | null;
}

export class ListParties {
  constructor(
    readonly asked: PageAsked & {
      /** Any part of the id. */
      readonly search?: string | undefined;
      /** The whole address, in any case. */
      readonly email?: string | undefined;
      readonly kind?: string | undefined;
      readonly status?: string | undefined;
    },
    readonly personal: Personal,
  ) {}
}

export class FindParty {
  constructor(
    readonly partyId: string,
    readonly asked: Asked,
    readonly personal: Personal,
  ) {}
}

export async function listParties(
  reads: IdentityReads,
  { asked, personal }: ListParties,
): Promise<Page<PartyView>> {
  const { search, email, kind, status } = asked;
  const hash = email === undefined ? undefined : emailHashOf((text) => reads.sealer.keyedHash(text), email);
  const where = [
    contains('party_id', search),
    equals('email_hash', hash),
    equals('kind', kind),
    equals('status', status),
  ];
  return readPage<PartyRow, PartyView>(reads, partiesWhere(where), asked, (row) =>
    partyView(reads, row, personal),
  );
}

/** One party, or undefined where there is none. */
export async function findParty(
  reads: IdentityReads,
  { partyId, asked, personal }: FindParty,
): Promise<{ party: PartyView | undefined; position: string | null }> {
  const list = partiesWhere([equals('party_id', partyId)]);
  const { row, position } = await readFirst<PartyRow>(reads, list, asked);
  return { party: row && (await partyView(reads, row, personal)), position };
}

function partiesWhere(where: ListOf['where']): ListOf {
  return {
    name: 'parties',
    from: parties,
    select: sql`select * from read_identity.parties`,
    where,
    sort: [
      { column: 'registered_at', type: 'timestamp' },
      { column: 'party_id', type: 'text' },
    ],
    direction: 'desc',
  };
}

async function partyView(reads: Reads, row: PartyRow, personal: Personal): Promise<PartyView> {
  const opened = (sealed: string | null) =>
    openPersonal(reads.sealer, row.party_id, personal === 'shown' ? sealed : null);
  const [who, billing, login] = await Promise.all([
    opened(row.sealed),
    opened(row.sealed_billing_details),
    opened(row.sealed_last_login),
  ]);
  return {
    partyId: row.party_id,
    kind: row.kind,
    role: row.role,
    status: row.status,
    tier: row.tier,
    email: who.email ?? null,
    emailVerifiedAt: row.email_verified_at,
    name: who.name ?? null,
    billingDetails: billingDetailsOf(row, billing),
    referralCode: row.referral_code,
    testClockId: row.test_clock_id,
    members: row.members,
    registeredAt: row.registered_at,
    subscribedAt: row.subscribed_at,
    lastLoginAt: row.last_login_at,
    lastLoginIp: login.ip ?? null,
  };
}

function billingDetailsOf(
  { country, billing_details_changed_at: changedAt }: PartyRow,
  opened: Readonly<Record<string, unknown>>,
): BillingDetailsView | null {
  if (country === null) return null;
  const { legalName = null, address = null, taxId = null, billingEmail = null } = opened;
  return { country, legalName, address, taxId, billingEmail, changedAt };
}
