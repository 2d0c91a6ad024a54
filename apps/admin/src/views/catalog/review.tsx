import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState, type FormEvent } from 'react';
import type { CommandAnswer } from '../../api/contract';
import { ApiProblem, outcomeIsUnknown } from '../../api/problem';
import { newIdempotencyKey, sendCommand } from '../../api/send-command';
import { hrefTo } from '../../app/routes';
import { REASON_LENGTH_MAX } from '../../commands/page-command';
import { Notice } from '../../elements/notice';
import { Panel } from '../../elements/panel';
import { Skeleton } from '../../elements/skeleton';
import { ChangeList } from './changes/change-list';
import { keepDraft } from './draft/draft-store';
import { useEditing } from './draft/use-draft';
import { ErrorList } from './error-list';

/** What publishing would change, before it does; then the reason, and only then the publishing. */
export function Review() {
  const { draft, isEdited, inForce, errors, changes, fault } = useEditing();
  const [published, setPublished] = useState<CommandAnswer | null>(null);
  if (published) return <Published answer={published} />;
  if (!isEdited) {
    return (
      <Notice kind="empty" title="There is no draft">
        Edit <a href={hrefTo(['catalog'])}>a limit</a>, <a href={hrefTo(['catalog', 'actions'])}>a price</a>{' '}
        or <a href={hrefTo(['catalog', 'tiers'])}>a tier</a>; what changes is shown here before it is
        published.
      </Notice>
    );
  }
  const isCurrent = draft.base.version === inForce.version;
  return (
    <>
      {errors.length > 0 && <ErrorList errors={errors} />}
      {errors.length === 0 && isCurrent && (
        <Panel title={`What version ${inForce.version + 1} changes`} note="Counters and granted credits stay">
          {fault && <Notice kind="error" error={fault} />}
          {!fault && !changes && <Skeleton lines={4} label="Comparing" />}
          {changes && (
            <ChangeList changes={changes} documents={{ before: inForce.document, after: draft.document }} />
          )}
        </Panel>
      )}
      <PublishForm isReady={isCurrent && (changes?.length ?? 0) > 0} onPublished={setPublished} />
    </>
  );
}

interface PublishFormProps {
  readonly isReady: boolean;
  readonly onPublished: (answer: CommandAnswer) => void;
}

/** One key per attempt, as in every dialog: pressing again after a lost answer never publishes twice. */
function PublishForm({ isReady, onPublished }: PublishFormProps) {
  const { draft } = useEditing();
  const id = useId();
  const client = useQueryClient();
  const [key, setKey] = useState(newIdempotencyKey);
  const [reason, setReason] = useState('');
  const publishing = useMutation({
    mutationFn: sendCommand,
    onSuccess: (answer) => {
      onPublished(answer);
      keepDraft(null);
    },
    // What was refused is decided anew, by other words or another draft; what may have happened is not.
    onError: (error) => {
      if (!outcomeIsUnknown(error)) setKey(newIdempotencyKey());
    },
    // A refusal may mean that somebody else has published: look at once.
    onSettled: () => client.invalidateQueries(),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const body = { document: draft.document, reason: reason.trim(), expectedVersion: draft.base.version };
    publishing.mutate({ path: '/v1/catalog', body, idempotencyKey: key });
  };
  const unknown = outcomeIsUnknown(publishing.error);
  return (
    <Panel title="Publish">
      <form className="publish" onSubmit={submit}>
        <div className="field">
          <label className="field__label" htmlFor={id}>
            Reason, for the history
          </label>
          <textarea
            id={id}
            className="input"
            rows={2}
            required
            maxLength={REASON_LENGTH_MAX}
            readOnly={unknown || publishing.isPending}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </div>
        {publishing.error && <PublishError error={publishing.error} unknown={unknown} />}
        <div className="dialog__buttons">
          <a className="button" href={hrefTo(['catalog', 'what-if'])}>
            What if?
          </a>
          <button
            type="submit"
            className="button button--primary"
            disabled={publishing.isPending || reason.trim() === '' || !(isReady || unknown)}
          >
            {publishing.isPending ? 'Publishing…' : unknown ? 'Try again' : 'Publish'}
          </button>
        </div>
      </form>
    </Panel>
  );
}

function PublishError({ error, unknown }: { error: Error; unknown: boolean }) {
  const isConflict = error instanceof ApiProblem && error.code === 'catalog-conflict';
  return (
    <p className="dialog__error" role="alert">
      {error.message}
      {isConflict && ' Nothing was published; your draft is kept.'}
      {unknown && ' It may have been published all the same; trying again is safe.'}
    </p>
  );
}

function Published({ answer }: { answer: CommandAnswer }) {
  const { inForce } = useEditing();
  const version = answer.version ?? inForce.version;
  return (
    <Notice kind="empty" title={`Version ${version} is published`}>
      Requests decide by it within a second. <a href={hrefTo(['catalog', 'history'])}>See the history</a> or{' '}
      <a href={hrefTo(['audit'], { command: 'PublishCatalog' })}>the audit</a>.
    </Notice>
  );
}
