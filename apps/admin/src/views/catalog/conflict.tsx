import { useQuery } from '@tanstack/react-query';
import { versionQuery } from '../../api/catalog-queries';
import { hrefTo } from '../../app/routes';
import { Icon } from '../../elements/icon';
import { TimeAgo } from '../../elements/time-ago';
import { carryOver } from './draft/carry-over';
import { keepDraft } from './draft/draft-store';
import { useEditing } from './draft/use-draft';

/** Somebody published while this draft was edited: who and why, and how the draft goes on, kept. */
export function Conflict() {
  const { draft, inForce, isEdited } = useEditing();
  const isLate = isEdited && inForce.version > draft.base.version;
  const { data: version } = useQuery({ ...versionQuery(inForce.version), enabled: isLate });
  if (!isLate) return null;
  const carry = () =>
    keepDraft({
      base: inForce,
      document: carryOver(draft.base.document, draft.document, inForce.document),
    });
  return (
    <div className="conflict" role="alert">
      <Icon name="alert" />
      <div className="conflict__text">
        <p className="strong">Somebody has published meanwhile</p>
        <p>
          Your draft started from version {draft.base.version}; version {inForce.version} is in force now
          {version && (
            <>
              , published by {version.author} <TimeAgo at={version.publishedAt} />: “{version.reason}”
            </>
          )}
          . Your draft is kept, and cannot be published before it starts from version {inForce.version}.
        </p>
        <div className="conflict__buttons">
          <button type="button" className="button button--small" onClick={carry}>
            Carry my changes over to version {inForce.version}
          </button>
          <a
            className="button button--small button--quiet"
            href={hrefTo(['catalog', 'history'], {
              from: String(draft.base.version),
              to: String(inForce.version),
            })}
          >
            See what was published
          </a>
        </div>
      </div>
    </div>
  );
}
