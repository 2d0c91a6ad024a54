import { useNow } from '../app/clock';
import { absoluteTime, relativeTime } from '../figures/moments';

/** A moment as people say it; the exact one, in UTC, stands in the title. */
export function TimeAgo({ at }: { at: string | null | undefined }) {
  const nowMs = useNow();
  if (!at) return <span className="faint">–</span>;
  return (
    <time className="nowrap" dateTime={at} title={absoluteTime(at)}>
      {relativeTime(at, nowMs)}
    </time>
  );
}
