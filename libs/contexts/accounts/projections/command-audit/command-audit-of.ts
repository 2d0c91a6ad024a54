import { EventRegistry, Timestamp } from '@ledgerline/kernel';
import { catalogOwner } from '@ledgerline/contexts/catalog';
import { EventHandler, ProjectedEvent, Projection } from '@ledgerline/platform/projections';

/** One row per recorded command, refused ones too: who, what, how it ended, when. */
export interface CommandAuditRow {
  command_id: string;
  at: Timestamp;
  /** Name of the key that sent it. */
  actor: string | null;
  role: string | null;
  command: string;
  /** Whose account it is about; null where it is nobody's, as the catalog's. */
  account_id: string | null;
  outcome: 'accepted' | 'refused' | 'no-effect';
  reason: string | null;
  /** What was asked, as far as it is not sealed; credits as text in micros. */
  input: unknown;
  /** JSON of ip and user agent, sealed for `sealed_for`. */
  sealed_caller: string | null;
  /** Whose key it is sealed with. */
  sealed_for: string;
  request_id: string | null;
  position: string;
}

type Row = CommandAuditRow;

/**
 * The audit of every command that records any of these events. What a command came to follows from the name
 * of its event, whose it was from the stream: no context says more of it, and none can be forgotten.
 */
export function commandAuditOf(registries: readonly EventRegistry[]): Projection<Row> {
  const types = registries.flatMap((registry) => registry.types);
  return { ...TABLE, on: Object.fromEntries(types.map((type) => [type, auditedAs(type)])) };
}

const TABLE: Omit<Projection<Row>, 'on'> = {
  name: 'command_audit',
  version: 3,
  schema: 'read_accounts',
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
};

function auditedAs(type: string): EventHandler<Row> {
  if (type.endsWith('CommandRefused')) return { keys, fold: (_row, event) => unaccepted(event, 'refused') };
  if (type.endsWith('CommandHadNoEffect'))
    return { keys, fold: (_row, event) => unaccepted(event, 'no-effect') };
  return { keys, fold: (_row, event) => accepted(event) };
}

/** A command may record several events; the log says which of them stands for it. Time has no command. */
function keys({ metadata }: ProjectedEvent): readonly Partial<Row>[] {
  const { commandId, commandIndex, commandOwn = '0' } = metadata;
  return commandId !== undefined && commandIndex === commandOwn ? [{ command_id: commandId }] : [];
}

/** Accepted, because the catalog lets pass what it does not name: it stands out all the same. */
const UNKNOWN_ACTION = 'unknown-action';

function accepted(event: ProjectedEvent): Row {
  const data = event.data as object;
  const row = commandOf(event, 'accepted');
  row.input = askedIn(data);
  if ('knownAction' in data && data.knownAction === false) row.reason = UNKNOWN_ACTION;
  return row;
}

/** What every event tells that stands for a command of which nothing came. */
interface Unaccepted {
  readonly reason: string;
  readonly parameters?: object;
  readonly figures?: object;
}

function unaccepted(event: ProjectedEvent, outcome: 'refused' | 'no-effect'): Row {
  const { reason, parameters, figures } = event.data as Unaccepted;
  const row = commandOf(event, outcome);
  row.reason = reason;
  row.input = parameters ?? figures ?? {};
  return row;
}

/** One literal with every column, for spreading parts together is slow. */
function commandOf(event: ProjectedEvent, outcome: Row['outcome']): Row {
  const { metadata, at, position } = event;
  const owner = metadata.owner ?? ownerOf(event.stream);
  return {
    command_id: metadata.commandId!,
    at,
    actor: metadata.actor ?? null,
    role: metadata.role ?? null,
    command: metadata.command!,
    // What is no party's has an owner with a colon, which no id has.
    account_id: owner.includes(':') ? null : owner,
    outcome,
    reason: null,
    input: {},
    sealed_caller: metadata.caller ?? null,
    sealed_for: owner,
    request_id: metadata.requestId ?? null,
    position,
  };
}

const CATALOG_PREFIX = 'catalog-';

/** Catalogs were published before events told their owner beside another stream's id. */
function ownerOf(stream: string): string {
  const id = stream.slice(stream.indexOf('-') + 1);
  return stream.startsWith(CATALOG_PREFIX) ? catalogOwner(id) : id;
}

/** What is sealed, and what the decision added to what was asked: the log itself tells those. */
const NOT_ASKED: ReadonlySet<string> = new Set([
  'sealed',
  'document',
  'content',
  'lines',
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
