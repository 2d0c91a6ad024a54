import { catalogEvents } from '@ledgerline/contexts/catalog';
import { identityDescription } from '@ledgerline/contexts/identity';
import { accountEvents } from '../../domain/account-event-registry';
import { commandAuditOf } from './command-audit-of';

/** The audit of accounts and of the contexts they know; a system audits what else it has (0049). */
export const commandAudit = commandAuditOf([...identityDescription.events, catalogEvents, accountEvents]);
