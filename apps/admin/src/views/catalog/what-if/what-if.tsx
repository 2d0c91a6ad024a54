import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { askWhatIf } from '../../../api/catalog-queries';
import { Notice } from '../../../elements/notice';
import { Panel } from '../../../elements/panel';
import { Segments } from '../../../elements/segments';
import { Skeleton } from '../../../elements/skeleton';
import { useEditing } from '../draft/use-draft';
import { ErrorList } from '../error-list';
import { WhatIfAnswer } from './what-if-answer';

const DAY_MS = 86_400_000;
const SINCE = [
  { value: 1, text: '1 day' },
  { value: 7, text: '7 days' },
  { value: 30, text: '30 days' },
];

/** The draft against the requests that were really made. Nothing is written. */
export function WhatIf() {
  const { draft, isEdited, errors } = useEditing();
  const [days, setDays] = useState(7);
  const asking = useMutation({ mutationFn: askWhatIf });
  const { document } = draft;
  const ask = () => asking.mutate({ document, since: new Date(Date.now() - days * DAY_MS).toISOString() });
  const isOutdated = asking.variables !== undefined && asking.variables.document !== document;
  return (
    <>
      <Panel
        title="What if?"
        note={`${isEdited ? 'Your draft' : 'The version in force'} decides anew about the requests that were made; nothing is written`}
      >
        <div className="what-if">
          <Segments label="Since" options={SINCE} value={days} onChoose={setDays} />
          <button
            type="button"
            className="button button--primary"
            disabled={asking.isPending || errors.length > 0}
            onClick={ask}
          >
            {asking.isPending ? 'Replaying…' : 'Replay'}
          </button>
          {isOutdated && asking.data && (
            <span className="soft">The draft has changed since; replay it again.</span>
          )}
        </div>
      </Panel>
      {errors.length > 0 && <ErrorList errors={errors} />}
      {asking.isPending && (
        <Panel title="Replaying" titleHidden>
          <Skeleton lines={5} label="Replaying the requests" />
        </Panel>
      )}
      {asking.error && <Notice kind="error" error={asking.error} onRetry={ask} />}
      {asking.data && !asking.isPending && <WhatIfAnswer report={asking.data} />}
    </>
  );
}
