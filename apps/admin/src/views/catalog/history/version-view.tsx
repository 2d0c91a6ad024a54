import { useQuery } from '@tanstack/react-query';
import { versionQuery } from '../../../api/catalog-queries';
import { hrefTo } from '../../../app/routes';
import { goTo } from '../../../app/use-route';
import { Icon } from '../../../elements/icon';
import { Notice } from '../../../elements/notice';
import { Panel } from '../../../elements/panel';
import { Skeleton } from '../../../elements/skeleton';
import { absoluteTime } from '../../../figures/moments';
import { keepDraft } from '../draft/draft-store';
import { useEditing } from '../draft/use-draft';
import { VersionChanges } from './comparison';

/** One version whole: who published it, when and why, what it changed, and its document. */
export function VersionView({ version }: { version: number }) {
  const { data, error, refetch } = useQuery(versionQuery(version));
  const { inForce } = useEditing();
  return (
    <>
      <div className="entry-head">
        <div>
          <a className="back" href={hrefTo(['catalog', 'history'])}>
            <Icon name="back" />
            History
          </a>
          <h2>{`Version ${version}`}</h2>
          {data && (
            <p className="soft">
              “{data.reason}”, by {data.author}, {absoluteTime(data.publishedAt)}
            </p>
          )}
        </div>
        {data && version !== inForce.version && (
          <button
            type="button"
            className="button button--small"
            onClick={() => {
              keepDraft({ base: inForce, document: data.document });
              goTo(hrefTo(['catalog', 'review']));
            }}
          >
            Start a draft from it
          </button>
        )}
      </div>
      {version > 1 && data && (
        <Panel title={`What it changed of version ${version - 1}`}>
          <VersionChanges from={version - 1} to={version} />
        </Panel>
      )}
      <Panel title="Its document">
        {error && <Notice kind="error" error={error} onRetry={() => void refetch()} />}
        {!data && !error && <Skeleton lines={8} label="Loading the version" />}
        {data && (
          <pre className="code json json--read" tabIndex={0} aria-label={`Version ${version} as JSON`}>
            {JSON.stringify(data.document, null, 2)}
          </pre>
        )}
      </Panel>
    </>
  );
}
