import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { limitsQuery } from '../../api/queries';
import type { AccountLimits } from '../../api/contract';
import { useRoute } from '../../app/use-route';
import { CommandDialog } from '../../commands/command-dialog';
import type { PageCommand } from '../../commands/page-command';
import { Badge } from '../../elements/badge';
import { FilterBar, TextFilter } from '../../elements/filter-bar';
import { Notice } from '../../elements/notice';
import { Panel } from '../../elements/panel';
import { Skeleton } from '../../elements/skeleton';
import { overrideLimit, removeOverride } from './account-commands';
import { ActionList } from './action-list';
import { LimitItem } from './limit-item';
import { Overrides } from './overrides';

/** How much of each limit is taken, read from what the next decision will see; it is asked anew by itself. */
export function UsageLimits({ accountId }: { accountId: string }) {
  const { member } = useRoute().query;
  const { data, error, refetch } = useQuery(limitsQuery(accountId, member));
  return (
    <>
      <FilterBar names={['member']}>
        <TextFilter name="member" label="As a member" hint="User id: its own parts, and what it may do" />
      </FilterBar>
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
        <Panel
          title="Actions"
          note={`Whether one more would be allowed now${data.member ? ` for ${data.member}` : ''}`}
        >
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
            accountId={accountId}
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
