import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Notice } from '../../elements/notice';
import { Panel } from '../../elements/panel';
import { Skeleton } from '../../elements/skeleton';
import { shortPosition } from '../../figures/words';

interface ExplainedProps<Answer> {
  readonly query: UseQueryResult<Answer>;
  readonly children: (answer: Answer) => ReactNode;
}

/** An explanation in each of its states; read from the log, so it says which position it reflects. */
export function Explained<Answer extends { readonly position: string }>(props: ExplainedProps<Answer>) {
  const { query, children } = props;
  if (query.data) {
    return (
      <>
        {children(query.data)}
        <p className="faint explain__foot">
          From the log, as of{' '}
          <span title={query.data.position}>position {shortPosition(query.data.position)}</span>.
        </p>
      </>
    );
  }
  return (
    <Panel title="Explanation" titleHidden>
      {query.error ? (
        <Notice kind="error" error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <Skeleton lines={6} label="Reading the log" />
      )}
    </Panel>
  );
}
