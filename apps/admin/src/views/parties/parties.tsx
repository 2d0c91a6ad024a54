import type { Party } from '../../api/contract';
import { partyLists } from '../../api/party-queries';
import { useList } from '../../api/use-list';
import { hrefTo } from '../../app/routes';
import { useRoute } from '../../app/use-route';
import { Badge } from '../../elements/badge';
import type { Column } from '../../elements/data-table';
import { ChoiceFilter, FilterBar, TextFilter } from '../../elements/filter-bar';
import { ListTable } from '../../elements/list-table';
import { LiveStatus } from '../../elements/live-status';
import { PageHead } from '../../elements/page-head';
import { Panel } from '../../elements/panel';
import { TimeAgo } from '../../elements/time-ago';
import { humanWords } from '../../figures/words';

const FILTERS = ['search', 'kind', 'status'];
const COLUMNS: readonly Column<Party>[] = [
  {
    name: 'Party',
    lead: true,
    show: ({ partyId, name }) => (
      <>
        <a className="code" href={hrefTo(['accounts', partyId, 'party'])}>
          {partyId}
        </a>
        {name !== null && <span className="cell-note">{name}</span>}
      </>
    ),
  },
  { name: 'Kind', show: ({ kind, members }) => (kind === 'user' ? kind : `${kind} of ${members}`) },
  {
    name: 'Status',
    show: ({ status }) => (
      <Badge tone={status === 'SUBSCRIBED' ? 'good' : 'plain'}>{humanWords(status)}</Badge>
    ),
  },
  { name: 'E-mail', show: ({ email }) => email ?? '–' },
  { name: 'Country', show: ({ billingDetails }) => billingDetails?.country ?? '–' },
  { name: 'Registered', figure: true, show: ({ registeredAt }) => <TimeAgo at={registeredAt} /> },
];

/** Who is registered; an id is found by any part of it. */
export function Parties() {
  const { query } = useRoute();
  const { search, kind, status } = query;
  const list = useList(partyLists.parties({ search, kind, status }));
  const filtered = FILTERS.some((name) => query[name]);
  return (
    <>
      <PageHead title="Parties">
        <LiveStatus query={list} position={list.position} />
      </PageHead>
      <div className="stack">
        <FilterBar names={FILTERS}>
          <TextFilter name="search" label="Search" hint="Any part of the id" />
          <ChoiceFilter name="kind" label="Kind" choices={['user', 'workspace']} />
          <ChoiceFilter name="status" label="Status" choices={['TRIAL', 'SUBSCRIBED']} />
        </FilterBar>
        <Panel title="All parties" titleHidden flush>
          <ListTable
            list={list}
            caption="parties"
            columns={COLUMNS}
            keyOf={({ partyId }) => partyId}
            empty={
              filtered
                ? { title: 'No party matches', advice: 'Shorten the search or clear the filters.' }
                : { title: 'No parties yet', advice: 'A party appears with the command RegisterParty.' }
            }
          />
        </Panel>
      </div>
    </>
  );
}
