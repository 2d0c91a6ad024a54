import { Timestamp } from '@ledgerline/kernel';
import { CatalogEvent, catalogOwner } from '@ledgerline/contexts/catalog';
import { ProjectedEvent, Projection } from '@ledgerline/platform/projections';
import { accountIdOf, accountProjection, Projected, CROSSINGS_IGNORED } from '../account-projection';

/** One row per recorded command, refused ones too: who, what, how it ended, when. */
export interface CommandAuditRow {
  command_id: string;
  at: Timestamp;
  /** Name of the key that sent it. */
  actor: string | null;
  role: string | null;
  command: string;
  /** Null for a command to the catalog. */
  account_id: string | null;
  outcome: 'accepted' | 'refused' | 'no-effect';
  reason: string | null;
  /** What was asked, as far as it is not sealed; credits as text in micros. */
  input: unknown;
  /** JSON of ip and user agent, sealed for `sealed_for`. */
  sealed_caller: string | null;
  /** Whose key it is sealed with: the owner of the stream. */
  sealed_for: string;
  request_id: string | null;
  position: string;
}

type Row = CommandAuditRow;

const audited = { keys, fold: (_row: Row | undefined, event: Projected) => audit(event) };

const ofAccounts = accountProjection<Row>({
  name: 'command_audit',
  version: 3,
  columns: {
    command_id: 'text',
    at: 'timestamp',
    actor: 'text',
    role: 'text',
    command: 'text',
    account_id: 'text',
    outcome: 'text',
    reason: 'text',
    input: 'json',
    sealed_caller: 'text',
    sealed_for: 'text',
    request_id: 'text',
    position: 'text',
  },
  key: ['command_id'],
  indexes: [
    ['at', 'command_id'],
    ['account_id', 'at', 'command_id'],
  ],
  financial: false,
  appendOnly: true,
  on: {
    ...CROSSINGS_IGNORED,
    TierChanged: audited,
    LimitOverridden: audited,
    LimitOverrideRemoved: audited,
    UsageRecorded: audited,
    UsageRemoved: audited,
    GaugeMoved: audited,
    LotVoided: audited,
    LotBarred: audited,
    LotRolledOver: 'ignored',
    CreditsDeducted: audited,
    GenerationRefunded: audited,
    PurchaseRefunded: audited,
    CreditsTakenBack: 'ignored',
    HeldCreditsTakenBack: 'ignored',
    OverdraftDrawn: audited,
    OverdraftReturned: 'ignored',
    OverdraftRepaid: 'ignored',
    AccountOpened: audited,
    AccountClosed: audited,
    AccountReopened: audited,
    CreditsGranted: audited,
    LotLapsed: 'ignored',
    GenerationRequested: audited,
    HoldExtended: audited,
    GenerationCompleted: audited,
    GenerationCompletedLate: audited,
    GenerationFailed: audited,
    GenerationCancelled: audited,
    GenerationExpired: 'ignored',
    CommandRefused: audited,
    CommandHadNoEffect: audited,
  },
});

const auditedCatalog = { keys, fold: (_row: Row | undefined, event: ProjectedEvent) => auditCatalog(event) };

export const commandAudit: Projection<Row> = {
  ...ofAccounts,
  on: {
    ...ofAccounts.on,
    CatalogPublished: auditedCatalog,
    CatalogCommandRefused: auditedCatalog,
    CatalogCommandHadNoEffect: auditedCatalog,
  } satisfies Projection<Row>['on'] & Record<CatalogEvent['type'], unknown>,
};

/** A command may record several events; the log says which of them stands for it. Time has no command. */
function keys({ metadata }: ProjectedEvent): readonly Partial<Row>[] {
  const { commandId, commandIndex, commandOwn = '0' } = metadata;
  return commandId !== undefined && commandIndex === commandOwn ? [{ command_id: commandId }] : [];
}

/** Accepted, because the catalog lets pass what it does not name: it stands out all the same. */
const UNKNOWN_ACTION = 'unknown-action';

function audit(event: Projected): Row {
  const row: Row = commandOf(event, accountIdOf(event));
  if (event.type === 'CommandRefused' || event.type === 'CommandHadNoEffect') {
    row.outcome = event.type === 'CommandRefused' ? 'refused' : 'no-effect';
    row.reason = event.data.reason;
    row.input = event.data.parameters;
  } else {
    row.input = askedIn(event.data);
    if ('knownAction' in event.data && !event.data.knownAction) row.reason = UNKNOWN_ACTION;
  }
  return row;
}

/** The catalog's document stands in the log and in its own query; the audit names its version. */
function auditCatalog(event: ProjectedEvent): Row {
  const { type, data } = event as ProjectedEvent & CatalogEvent;
  const catalogId = event.stream.slice(event.stream.indexOf('-') + 1);
  const command = { ...commandOf(event, null), sealed_for: catalogOwner(catalogId) };
  if (type === 'CatalogPublished') {
    const { document: _document, ...input } = data;
    return { ...command, input };
  }
  if (type === 'CatalogCommandHadNoEffect') {
    return { ...command, outcome: 'no-effect', reason: data.reason };
  }
  return { ...command, outcome: 'refused', reason: data.reason, input: data.figures };
}

/** An accepted command so far; one literal with every column, for spreading parts together is slow. */
function commandOf({ stream, metadata, at, position }: ProjectedEvent, accountId: string | null): Row {
  return {
    command_id: metadata.commandId!,
    at,
    actor: metadata.actor ?? null,
    role: metadata.role ?? null,
    command: metadata.command!,
    account_id: accountId,
    outcome: 'accepted',
    reason: null,
    input: {},
    sealed_caller: metadata.caller ?? null,
    sealed_for: stream.slice(stream.indexOf('-') + 1),
    request_id: metadata.requestId ?? null,
    position,
  };
}

/** What is sealed, and what the decision added to what was asked: the log itself tells those. */
const NOT_ASKED: ReadonlySet<string> = new Set([
  'sealed',
  'payloadHash',
  'price',
  'lots',
  'limits',
  'charged',
  'returned',
  'shares',
  'cost',
  'after',
]);

/** What was not given is left out: a figure nobody named says nothing. */
function askedIn(data: object): Record<string, unknown> {
  const asked: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(data)) {
    if (value !== null && !NOT_ASKED.has(field)) asked[field] = plain(value);
  }
  return asked;
}

/** JSON knows no bigint: micros are told as text. */
function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return value.toString();
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(plain);
  const copy: Record<string, unknown> = {};
  for (const [field, inner] of Object.entries(value)) copy[field] = plain(inner);
  return copy;
}
