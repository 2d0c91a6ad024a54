import type { Readable } from 'node:stream';
import { Timestamp } from '@ledgerline/kernel';
import {
  Asked,
  csvStream,
  equals,
  ListOf,
  openPersonal,
  Page,
  PageAsked,
  type Personal,
  readAllRows,
  readPage,
  sql,
  TimeRange,
  within,
} from '@ledgerline/platform/queries';
import { AccountReads } from '../../queries/account-reads';
import { commandAudit } from './command-audit';
import type { CommandAuditRow } from './command-audit-of';

/** One recorded command: who, what, how it ended, from where, when. */
export interface AuditView {
  readonly commandId: string;
  readonly at: Timestamp;
  readonly actor: string | null;
  readonly role: string | null;
  readonly command: string;
  readonly accountId: string | null;
  readonly outcome: 'accepted' | 'refused' | 'no-effect';
  readonly reason: string | null;
  readonly input: unknown;
  /** For those who may read it; else null. */
  readonly ip: string | null;
  /** The caller's user agent, for those who may read it; else null. */
  readonly system: string | null;
  readonly requestId: string | null;
  readonly position: string;
}

export interface AuditFilter extends TimeRange {
  readonly accountId?: string | undefined;
  readonly command?: string | undefined;
  readonly outcome?: string | undefined;
  readonly actor?: string | undefined;
}

export class ListAudit {
  constructor(
    readonly asked: PageAsked & AuditFilter,
    readonly personal: Personal,
  ) {}
}

export class ExportAudit {
  constructor(
    readonly asked: Asked & AuditFilter,
    readonly personal: Personal,
  ) {}
}

export async function listAudit(
  reads: AccountReads,
  { asked, personal }: ListAudit,
): Promise<Page<AuditView>> {
  return readPage<CommandAuditRow, AuditView>(reads, auditWhere(asked), asked, (row) =>
    auditView(reads, row, personal),
  );
}

export async function exportAudit(
  reads: AccountReads,
  { asked, personal }: ExportAudit,
): Promise<{ csv: Readable; position: string | null }> {
  const { pages, position } = await readAllRows<CommandAuditRow>(reads, auditWhere(asked), asked);
  const recordOf = async (row: CommandAuditRow) => ({ ...(await auditView(reads, row, personal)) });
  return { csv: csvStream({ pages, columns: CSV_COLUMNS, recordOf }), position: position ?? null };
}

const CSV_COLUMNS: readonly (keyof AuditView)[] = [
  'commandId',
  'at',
  'actor',
  'role',
  'command',
  'accountId',
  'outcome',
  'reason',
  'input',
  'ip',
  'system',
  'requestId',
  'position',
];

function auditWhere(filter: AuditFilter): ListOf {
  return {
    name: 'audit',
    from: commandAudit,
    select: sql`select * from read_accounts.command_audit`,
    where: [
      equals('account_id', filter.accountId),
      ...within('at', filter),
      equals('command', filter.command),
      equals('outcome', filter.outcome),
      equals('actor', filter.actor),
    ],
    sort: [
      { column: 'at', type: 'timestamp' },
      { column: 'command_id', type: 'text' },
    ],
    direction: 'desc',
  };
}

async function auditView(reads: AccountReads, row: CommandAuditRow, personal: Personal): Promise<AuditView> {
  const sealed = personal === 'shown' ? row.sealed_caller : null;
  const caller = await openPersonal(reads.sealer, row.sealed_for, sealed);
  return {
    commandId: row.command_id,
    at: row.at,
    actor: row.actor,
    role: row.role,
    command: row.command,
    accountId: row.account_id,
    outcome: row.outcome,
    reason: row.reason,
    input: row.input,
    ip: textOf(caller.ip),
    system: textOf(caller.userAgent),
    requestId: row.request_id,
    position: row.position,
  };
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
