import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { limitsQuery } from '../../api/queries';
import type { AccountLimits, Limit } from '../../api/contract';
import { useNow } from '../../app/clock';
import { Badge } from '../../elements/badge';
import { Notice } from '../../elements/notice';
import { Panel } from '../../elements/panel';
import { Skeleton } from '../../elements/skeleton';
import { formatReset } from '../../figures/durations';
import { formatCount, limitBar, type LimitBar } from '../../figures/limit-bar';
import { absoluteTime } from '../../figures/moments';
import { asSentence, humanWords } from '../../figures/words';
import { overrideLimit, removeOverride } from './account-commands';
import { ActionList } from './action-list';
import { CommandDialog, type PageCommand } from './command-dialog';
import { Overrides } from './overrides';

/** How much of each limit is taken, read from what the next decision will see; it is asked anew by itself. */
export function UsageLimits({ accountId }: { accountId: string }) {
  const { data, error, refetch } = useQuery(limitsQuery(accountId));
  return (
    <>
      <Panel
        title="Limits"
        note={data && `${settingOf(data)}, as the next request will find them`}
        actions={data?.enforced === false && <Badge tone="warn">counted, not enforced</Badge>}
      >
        {!data && error && <Notice kind="error" error={error} onRetry={() => void refetch()} />}
        {!data && !error && <Skeleton lines={8} label="Loading limits" />}
        {data && <LimitGrid accountId={accountId} limits={data.limits} />}
      </Panel>
      {data && data.actions.length > 0 && (
        <Panel title="Actions" note="Whether one more would be allowed now">
          <ActionList actions={data.actions} />
        </Panel>
      )}
      <Overrides accountId={accountId} />
    </>
  );
}

function settingOf({ tier, plan }: AccountLimits): string {
  return plan === null ? `Tier ${tier}` : `Tier ${tier}, plan ${plan}`;
}

function LimitGrid({ accountId, limits }: { accountId: string; limits: AccountLimits['limits'] }) {
  const [asked, setAsked] = useState<PageCommand | null>(null);
  if (limits.length === 0) {
    return (
      <Notice kind="empty" title="No limits apply">
        The catalog names none for this tier; credits alone decide.
      </Notice>
    );
  }
  return (
    <>
      <ul className="limits">
        {limits.map((limit) => (
          <LimitItem
            key={`${limit.name}@${limit.member ?? ''}`}
            limit={limit}
            onOverride={() => setAsked(overrideLimit(accountId, limit))}
            onRemove={() => setAsked(removeOverride(accountId, limit))}
          />
        ))}
      </ul>
      {asked && <CommandDialog command={asked} onClose={() => setAsked(null)} />}
    </>
  );
}

interface LimitItemProps {
  readonly limit: Limit;
  readonly onOverride: () => void;
  readonly onRemove: () => void;
}

function LimitItem({ limit, onOverride, onRemove }: LimitItemProps) {
  const nowMs = useNow();
  const bar = limitBar(limit);
  const reset = hasRoomOfItsOwn(limit) ? null : formatReset(limit.resetAt, nowMs);
  const name = limit.description ? asSentence(limit.description) : humanWords(limit.name);
  return (
    <li className="limit" data-limit={limit.name} data-level={bar.level}>
      <div className="limit__line">
        <span className="limit__name" title={`${limit.name} · ${limit.kind}`}>
          {name}
          {limit.member && <span className="cell-note">{limit.member}</span>}
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
        <span>
          {bar.text}
          {MEASURE_WORDS[limit.measure]}
        </span>
        {reset && <span title={absoluteTime(limit.resetAt!)}>{reset}</span>}
      </div>
      <div className="limit__line limit__line--note">
        <span className="limit__source">{SOURCE_WORDS[limit.source]}</span>
        <span className="limit__buttons">
          <button type="button" className="link" onClick={onOverride} aria-label={`Override ${limit.name}`}>
            Override
          </button>
          {limit.source === 'override' && (
            <button
              type="button"
              className="link"
              onClick={onRemove}
              aria-label={`Remove override of ${limit.name}`}
            >
              Remove
            </button>
          )}
        </span>
      </div>
    </li>
  );
}

/** What is counted; single uses need no word. */
const MEASURE_WORDS: Readonly<Record<Limit['measure'], string>> = {
  count: '',
  tokens: ' · tokens',
  credits: ' · credits',
  cost: ' · US dollars of cost',
};

const SOURCE_WORDS: Readonly<Record<Limit['source'], string>> = {
  override: 'set for this account',
  environment: 'set by the environment',
  plan: 'from the plan',
  tier: 'from the tier',
};

/** A rolling window has no end; while one more fits there is nothing to wait for. */
function hasRoomOfItsOwn({ kind, remaining }: Limit): boolean {
  return kind === 'rolling' && Number(remaining) !== 0;
}

function Bar({ name, bar, limit }: { name: string; bar: LimitBar; limit: Limit }) {
  const value = Number(limit.limit ?? 0);
  return (
    <div
      className={`bar bar--${bar.level}`}
      role="meter"
      aria-label={name}
      aria-valuemin={0}
      aria-valuemax={value}
      aria-valuenow={Math.min(Number(limit.used) + Number(limit.held), value)}
      aria-valuetext={bar.text}
      title={`${formatCount(limit.remaining)} left`}
    >
      <span className="bar__used" style={{ width: `${bar.usedPercent}%` }} />
      <span className="bar__held" style={{ width: `${bar.heldPercent}%` }} />
    </div>
  );
}
