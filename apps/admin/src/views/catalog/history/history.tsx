import { useQuery } from '@tanstack/react-query';
import { versionsQuery } from '../../../api/catalog-queries';
import type { CatalogVersion } from '../../../api/contract';
import { hrefTo } from '../../../app/routes';
import { useRoute } from '../../../app/use-route';
import { DataTable, type Column } from '../../../elements/data-table';
import { Notice } from '../../../elements/notice';
import { Panel } from '../../../elements/panel';
import { Skeleton } from '../../../elements/skeleton';
import { TimeAgo } from '../../../elements/time-ago';
import { Comparison } from './comparison';
import { VersionView } from './version-view';

const COLUMNS: readonly Column<CatalogVersion>[] = [
  {
    name: 'Version',
    lead: true,
    show: ({ version }) => (
      <a href={hrefTo(['catalog', 'history', String(version)])}>{`Version ${version}`}</a>
    ),
  },
  { name: 'Reason', show: ({ reason }) => reason },
  { name: 'By', show: ({ author }) => author },
  { name: 'Published', figure: true, show: ({ publishedAt }) => <TimeAgo at={publishedAt} /> },
  {
    name: 'Compare',
    action: true,
    show: ({ version }) =>
      version > 1 && (
        <a
          className="button button--small"
          href={hrefTo(['catalog', 'history'], { from: String(version - 1), to: String(version) })}
        >
          {`Compare with ${version - 1}`}
        </a>
      ),
  },
];

/** Every version with author, reason and time; one of them whole, or two compared. */
export function History({ version }: { version: string | undefined }) {
  const { data, error, refetch } = useQuery(versionsQuery);
  const { from, to } = useRoute().query;
  if (version !== undefined) return <VersionView version={Number(version)} />;
  const versions = data?.items.toReversed();
  return (
    <>
      {versions && from && to && (
        <Comparison from={Number(from)} to={Number(to)} newest={versions[0]?.version ?? 1} />
      )}
      <Panel title="Versions" note="Newest first" flush>
        {!versions && error && <Notice kind="error" error={error} onRetry={() => void refetch()} />}
        {!versions && !error && <Skeleton lines={5} label="Loading versions" />}
        {versions && (
          <DataTable
            caption="versions"
            columns={COLUMNS}
            rows={versions}
            keyOf={({ version: number }) => String(number)}
          />
        )}
      </Panel>
    </>
  );
}
