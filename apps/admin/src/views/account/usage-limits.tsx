import { useQuery } from '@tanstack/react-query';
import { limitsQuery } from '../../api/queries';
import type { AccountLimits, Limit } from '../../api/contract';
import { useNow } from '../../app/clock';
import { Badge } from '../../elements/badge';
import { Notice } from '../../elements/notice';
import { Panel } from '../../elements/panel';
import { Skeleton } from '../../elements/skeleton';
import { formatReset } from '../../figures/durations';
import { limitBar, type LimitBar } from '../../figures/limit-bar';
import { absoluteTime } from '../../figures/moments';
import { asSentence, humanWords } from '../../figures/words';
import { ActionList } from './action-list';

/** How much of each limit is taken, read from what the next decision will see. */
export function UsageLimits({ accountId }: { accountId: string }) {
  const { data, error, refetch } = useQuery(limitsQuery(accountId));
  return (
    <>
      <Panel
        title="Limits"
        note={data && `Tier ${data.tier}, as the next request will find them`}
        actions={data?.enforced === false && <Badge tone="warn">counted, not enforced</Badge>}
      >
        {!data && error && <Notice kind="error" error={error} onRetry={() => void refetch()} />}
        {!data && !error && <Skeleton lines={8} label="Loading limits" />}
        {data && <LimitGrid limits={data.limits} />}
      </Panel>
      {data && data.actions.length > 0 && (
        <Panel title="Actions" note="Whether one more would be allowed now">
          <ActionList actions={data.actions} />
        </Panel>
      )}
    </>
  );
}

function LimitGrid({ limits }: { limits: AccountLimits['limits'] }) {
  if (limits.length === 0) {
    return (
      <Notice kind="empty" title="No limits apply">
        The catalog names none for this tier; credits alone decide.
      </Notice>
    );
  }
  return (
    <ul className="limits">
      {limits.map((limit) => (
        <LimitItem key={limit.limit} limit={limit} />
      ))}
    </ul>
  );
}

function LimitItem({ limit }: { limit: Limit }) {
  const nowMs = useNow();
  const bar = limitBar(limit);
  const reset = hasRoomOfItsOwn(limit) ? null : formatReset(limit.resetAt, nowMs);
  const name = limit.description ? asSentence(limit.description) : humanWords(limit.limit);
  return (
    <li className="limit" data-limit={limit.limit} data-level={bar.level}>
      <div className="limit__line">
        <span className="limit__name" title={`${limit.limit} · ${limit.kind}`}>
          {name}
        </span>
        {!limit.enforced && <Badge>not enforced</Badge>}
        {bar.level === 'full' && limit.enforced && <Badge tone="bad">full</Badge>}
        {bar.level === 'unlimited' && (
          <span className="limit__infinity">
            <span aria-hidden="true">∞</span> unlimited
          </span>
        )}
      </div>
      {bar.level !== 'unlimited' && <Bar name={name} bar={bar} limit={limit} />}
      <div className="limit__line limit__line--note">
        <span>{bar.text}</span>
        {reset && <span title={absoluteTime(limit.resetAt!)}>{reset}</span>}
      </div>
    </li>
  );
}

/** A rolling window has no end; while one more fits there is nothing to wait for. */
function hasRoomOfItsOwn({ kind, remaining }: Limit): boolean {
  return kind === 'rolling-hour' && remaining !== 0;
}

function Bar({ name, bar, limit }: { name: string; bar: LimitBar; limit: Limit }) {
  return (
    <div
      className={`bar bar--${bar.level}`}
      role="meter"
      aria-label={name}
      aria-valuemin={0}
      aria-valuemax={limit.value ?? undefined}
      aria-valuenow={Math.min(limit.used + limit.held, limit.value ?? 0)}
      aria-valuetext={bar.text}
    >
      <span className="bar__used" style={{ width: `${bar.usedPercent}%` }} />
      <span className="bar__held" style={{ width: `${bar.heldPercent}%` }} />
    </div>
  );
}
