import { lists } from '../../api/queries';
import { useList } from '../../api/use-list';
import { LiveStatus } from '../../elements/live-status';
import { PageHead } from '../../elements/page-head';
import { useRoute } from '../../app/use-route';
import { AuditList, auditFilters } from './audit-list';

export function Audit() {
  const { query } = useRoute();
  // The same question as the list's own: it is asked once and shared.
  const list = useList(lists.audit(auditFilters(query)));
  return (
    <>
      <PageHead title="Audit" note="Every command, refused ones too">
        <LiveStatus query={list} position={list.position} />
      </PageHead>
      <div className="stack">
        <AuditList />
      </div>
    </>
  );
}
