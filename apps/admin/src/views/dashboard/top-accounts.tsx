import type { TopAccount } from '../../api/contract';
import { AccountLink } from '../../elements/account-link';
import { DataTable, type Column } from '../../elements/data-table';
import { Notice } from '../../elements/notice';
import { Panel } from '../../elements/panel';
import { Skeleton } from '../../elements/skeleton';
import { TimeAgo } from '../../elements/time-ago';
import { formatCredits } from '../../figures/credits';
import { formatCount } from '../../figures/limit-bar';

const COLUMNS: readonly Column<TopAccount>[] = [
  { name: 'Account', lead: true, show: ({ accountId }) => <AccountLink accountId={accountId} /> },
  { name: 'Generations', figure: true, show: ({ generations }) => formatCount(generations) },
  {
    name: 'Credits',
    figure: true,
    show: ({ credits }) => <span title={credits}>{formatCredits(credits, { places: 2 })}</span>,
  },
  { name: 'Last use', figure: true, show: ({ lastUsedAt }) => <TimeAgo at={lastUsedAt} /> },
];

const ROWS_MAX = 8;

export function TopAccounts({ accounts }: { accounts: readonly TopAccount[] | undefined }) {
  return (
    <Panel title="Top accounts" note="By generations" flush={Boolean(accounts?.length)}>
      {!accounts && <Skeleton lines={5} />}
      {accounts?.length === 0 && (
        <Notice kind="empty" title="Nobody has generated anything yet">
          Accounts appear here with their first generation.
        </Notice>
      )}
      {accounts && accounts.length > 0 && (
        <DataTable
          caption="Accounts with the most generations"
          columns={COLUMNS}
          rows={accounts.slice(0, ROWS_MAX)}
          keyOf={({ accountId }) => accountId}
        />
      )}
    </Panel>
  );
}
