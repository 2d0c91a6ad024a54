import type { AccountRow } from '../../api/contract';
import { Badge } from '../../elements/badge';
import { TimeAgo } from '../../elements/time-ago';

/** What kind of account it is, in one line. */
export function AccountFacts({ account }: { account: AccountRow }) {
  return (
    <span className="facts">
      <Badge tone={account.status === 'open' ? 'good' : 'plain'}>{account.status}</Badge>
      <Badge tone="accent">{account.tier}</Badge>
      {account.plan && <Badge>{account.plan}</Badge>}
      <span>{account.ownerKind}</span>
      <span>
        opened <TimeAgo at={account.openedAt} />
      </span>
      {account.closedAt && (
        <span>
          closed <TimeAgo at={account.closedAt} />
        </span>
      )}
      <span>
        last active <TimeAgo at={account.lastActivityAt} />
      </span>
      {account.nextReset && (
        <span>
          next reset <TimeAgo at={account.nextReset} />
        </span>
      )}
      {Number(account.computeThisMonthUsd) > 0 && (
        <span title={account.computeThisMonthUsd}>
          this month’s compute: ${Number(account.computeThisMonthUsd).toFixed(2)}
        </span>
      )}
    </span>
  );
}
