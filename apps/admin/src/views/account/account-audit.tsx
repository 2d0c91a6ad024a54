import { AuditList } from '../audit/audit-list';

export function AccountAudit({ accountId }: { accountId: string }) {
  return <AuditList accountId={accountId} />;
}
