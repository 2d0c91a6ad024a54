import { useState } from 'react';
import { hrefTo } from '../../app/routes';
import { Dialog } from '../../elements/dialog';
import { changeGroups } from './changes/change-words';
import { keepDraft } from './draft/draft-store';
import { useEditing, type Editing } from './draft/use-draft';

/** Always in sight while there is a draft: how far it went, and the ways on and back. */
export function DraftBar() {
  const editing = useEditing();
  const [isDiscarding, setIsDiscarding] = useState(false);
  if (!editing.isEdited) return null;
  return (
    <div className="draft-bar" role="region" aria-label="Draft">
      <span className="draft-bar__text" role="status">
        <span className="strong">Draft of version {editing.draft.base.version}</span>
        <span className={editing.errors.length > 0 ? 'draft-bar__wrong' : 'soft'}>{progressOf(editing)}</span>
      </span>
      <span className="draft-bar__buttons">
        <button type="button" className="button button--quiet" onClick={() => setIsDiscarding(true)}>
          Discard
        </button>
        <a className="button button--primary" href={hrefTo(['catalog', 'review'])}>
          Review and publish
        </a>
      </span>
      {isDiscarding && <DiscardDialog onClose={() => setIsDiscarding(false)} />}
    </div>
  );
}

function progressOf({ draft, inForce, errors, changes, fault }: Editing): string {
  if (errors.length > 0) return errors.length === 1 ? '1 field to mend' : `${errors.length} fields to mend`;
  if (draft.base.version < inForce.version) return `Version ${inForce.version} was published meanwhile`;
  if (fault) return 'Nobody could check it just now';
  if (!changes) return 'Looking at what changes…';
  const documents = { before: inForce.document, after: draft.document };
  const told = changeGroups(changes, documents).flatMap(({ sentences }) => sentences).length;
  return told === 1 ? '1 change' : `${told} changes`;
}

function DiscardDialog({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title="Discard the draft?" onClose={onClose}>
      <p className="soft">What was edited is lost; the version in force stays as it is.</p>
      <div className="dialog__buttons">
        <button type="button" className="button" autoFocus onClick={onClose}>
          Keep editing
        </button>
        <button type="button" className="button button--danger" onClick={() => keepDraft(null)}>
          Discard the draft
        </button>
      </div>
    </Dialog>
  );
}
