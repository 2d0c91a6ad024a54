import { AnyId, AnyOf, AnyText, AnyTime, listController, queryHandler } from '@ledgerline/platform/queries';
import { ExportAudit, exportAudit, ListAudit, listAudit } from './command-audit.queries';

class AuditParams {
  @AnyId()
  accountId?: string;

  @AnyText()
  command?: string;

  @AnyOf(['accepted', 'refused', 'no-effect'])
  outcome?: string;

  @AnyText()
  actor?: string;

  @AnyTime()
  from?: string;

  @AnyTime()
  to?: string;
}

const POSITION = '3f9a1c20-00000000000000000042';
const COMMAND = {
  commandId: 'e0a3…',
  at: '2026-11-21T09:00:00.000Z',
  actor: 'studio',
  role: 'service',
  command: 'RequestGeneration',
  accountId: 'ada',
  outcome: 'refused',
  reason: 'limit-reached',
  input: { action: 'image' },
  ip: null,
  system: null,
  requestId: 'b81c…',
  position: POSITION,
};

const audit = listController({
  path: '/v1/audit',
  summary: 'Every recorded command, the newest first: who, what, how it ended; from is inclusive, to is not',
  tag: 'audit',
  readers: 'finance',
  query: AuditParams,
  item: COMMAND,
  ask: ({ query, personal }) => new ListAudit(query, personal),
  csv: { filename: 'audit.csv', ask: ({ query, personal }) => new ExportAudit(query, personal) },
});

export const commandAuditQueries = {
  controllers: [audit],
  handlers: [queryHandler(ListAudit, listAudit), queryHandler(ExportAudit, exportAudit)],
};
