import { lists } from '../../api/queries';
import { useList } from '../../api/use-list';
import type { AccountRow } from '../../api/contract';
import { useRoute } from '../../app/use-route';
import { AccountLink } from '../../elements/account-link';
import { Badge } from '../../elements/badge';
import type { Column } from '../../elements/data-table';
import { ChoiceFilter, FilterBar, TextFilter } from '../../elements/filter-bar';
import { ListTable } from '../../elements/list-table';
import { LiveStatus } from '../../elements/live-status';
import { PageHead } from '../../elements/page-head';
import { Panel } from '../../elements/panel';
import { TimeAgo } from '../../elements/time-ago';
import { formatCredits } from '../../figures/credits';

const FILTERS = ['search', 'status', 'tier'];
const TIERS = ['free', 'pro', 'team', 'enterprise'];
const COLUMNS: readonly Column<AccountRow>[] = [
  { name: 'Account', lead: true, show: ({ accountId }) => <AccountLink accountId={accountId} /> },
  { name: 'Tier', show: ({ tier }) => tier },
  {
    name: 'Status',
    show: ({ status }) => <Badge tone={status === 'open' ? 'good' : 'plain'}>{status}</Badge>,
  },
  { name: 'Balance', figure: true, show: ({ balance }) => formatCredits(balance) },
  { name: 'Available', figure: true, show: ({ available }) => formatCredits(available) },
  { name: 'Held', figure: true, show: ({ held }) => formatCredits(held) },
  { name: 'Spent', figure: true, show: ({ spent }) => formatCredits(spent) },
  { name: 'Last activity', figure: true, show: ({ lastActivityAt }) => <TimeAgo at={lastActivityAt} /> },
];

export function Accounts() {
  const { query } = useRoute();
  const { search, status, tier } = query;
  const list = useList(lists.accounts({ search, status, tier }));
  const filtered = FILTERS.some((name) => query[name]);
  return (
    <>
      <PageHead title="Accounts">
        <LiveStatus query={list} position={list.position} />
      </PageHead>
      <div className="stack">
        <FilterBar names={FILTERS}>
          <TextFilter name="search" label="Search" hint="Account or owner" />
          <ChoiceFilter name="status" label="Status" choices={['open', 'closed']} />
          <ChoiceFilter name="tier" label="Tier" choices={TIERS} />
        </FilterBar>
        <Panel title="All accounts" titleHidden flush>
          <ListTable
            list={list}
            caption="accounts"
            columns={COLUMNS}
            keyOf={({ accountId }) => accountId}
            empty={
              filtered
                ? { title: 'No account matches', advice: 'Shorten the search or clear the filters.' }
                : { title: 'No accounts yet', advice: 'An account appears with the command OpenAccount.' }
            }
          />
        </Panel>
      </div>
    </>
  );
}
