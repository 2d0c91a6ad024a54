import { ApiProblem } from '../api/problem';
import { useNow } from '../app/clock';
import { formatDuration } from '../figures/durations';
import { shortPosition } from '../figures/words';

interface LiveStatusProps {
  readonly query: { readonly dataUpdatedAt: number; readonly error: Error | null };
  readonly position: string | null | undefined;
}

const FRESH_MS = 3_000;

/** How fresh the view is and which position of the log it reflects; says so when the API fell silent. */
export function LiveStatus({ query, position }: LiveStatusProps) {
  const nowMs = useNow();
  const hasData = query.dataUpdatedAt > 0;
  // A plain refusal (no such account) is an answer: nothing is late, and the view says it.
  if (!hasData && query.error instanceof ApiProblem && query.error.status < 500) return null;
  const ageMs = nowMs - query.dataUpdatedAt;
  const age = ageMs < FRESH_MS ? 'just now' : `${formatDuration(ageMs)} ago`;
  const state = query.error ? 'stale' : hasData ? 'live' : 'waiting';
  return (
    <p className={`live live--${state}`} data-live={state}>
      <span className="live__dot" aria-hidden="true" />
      {/* Only the change from live to stale is worth a word to a screen reader, not each second. */}
      <span className="hidden-visually" role="status">
        {query.error ? `Not up to date: ${query.error.message}` : ''}
      </span>
      {state === 'stale' && <span>Stale: the API does not answer properly. </span>}
      {state === 'waiting' && <span>Waiting for figures</span>}
      {hasData && (
        <span>
          {state === 'stale' ? `Last updated ${age}` : `Updated ${age}`}
          {position && (
            <>
              {' · '}
              <span title={`Position ${position}`}>
                position <span data-position={position}>{shortPosition(position)}</span>
              </span>
            </>
          )}
        </span>
      )}
    </p>
  );
}
