import { lists } from '../../api/queries';
import { useList } from '../../api/use-list';
import type { Crossing } from '../../api/contract';
import { useRoute } from '../../app/use-route';
import { AccountLink } from '../../elements/account-link';
import { Badge, type Tone } from '../../elements/badge';
import { CsvLink } from '../../elements/csv-link';
import type { Column } from '../../elements/data-table';
import { ExplainLink } from '../../elements/explain-link';
import { ChoiceFilter, DayFilter, FilterBar, TextFilter } from '../../elements/filter-bar';
import { ListTable } from '../../elements/list-table';
import { Panel } from '../../elements/panel';
import { TimeAgo } from '../../elements/time-ago';
import { formatCredits } from '../../figures/credits';
import { dayRange } from '../../figures/day-range';
import { formatCount } from '../../figures/limit-bar';
import { humanWords } from '../../figures/words';

const COLUMNS: readonly Column<Crossing>[] = [
  {
    name: 'What',
    lead: true,
    show: ({ what }) => <Badge tone={toneOf(what)}>{humanWords(what)}</Badge>,
  },
  { name: 'Account', show: ({ accountId }) => <AccountLink accountId={accountId} /> },
  {
    name: 'Of',
    show: ({ accountId, limit, member }) => (
      <>
        <ExplainLink accountId={accountId} about={limit ? ['limit', limit] : ['credits']} member={member}>
          {limit ? <span className="code">{limit}</span> : 'Credits'}
        </ExplainLink>
        {member && <span className="cell-note">{member}</span>}
      </>
    ),
  },
  {
    name: 'Line',
    figure: true,
    show: ({ threshold, line, value }) => (
      <>
        {formatCount(line)}
        {threshold?.endsWith('%') && (
          <span className="cell-note">{`${threshold} of ${formatCount(value)}`}</span>
        )}
      </>
    ),
  },
  {
    name: 'Stood at',
    figure: true,
    show: ({ used, held, available }) =>
      available === null ? `${formatCount(used)} used, ${formatCount(held)} held` : formatCredits(available),
  },
  { name: 'By', show: ({ command }) => command ?? 'time' },
  { name: 'When', figure: true, show: ({ at }) => <TimeAgo at={at} /> },
];

const WHATS = [
  ...['threshold-crossed', 'threshold-recovered', 'limit-reached', 'limit-recovered'],
  ...['credits-low', 'credits-exhausted', 'credits-recovered'],
];
const FILTERS = ['accountId', 'what', 'limitName', 'member', 'from', 'to'];

/** Which lines were crossed, as the very decisions recorded it; of one account where one is given. */
export function CrossingList({ accountId }: { accountId?: string }) {
  const { query } = useRoute();
  const source = lists.crossings(crossingFilters(query, accountId));
  const list = useList(source);
  return (
    <>
      <FilterBar names={accountId ? FILTERS.slice(1) : FILTERS}>
        {accountId === undefined && <TextFilter name="accountId" label="Account" hint="Exact account id" />}
        <ChoiceFilter name="what" label="What" choices={WHATS} />
        <TextFilter name="limitName" label="Limit" hint="images_daily, …" />
        <TextFilter name="member" label="Member" hint="User id" />
        <DayFilter name="from" label="From" />
        <DayFilter name="to" label="To" />
      </FilterBar>
      <Panel
        title="Crossings"
        note="Thresholds, limits and credits, newest first"
        actions={<CsvLink source={source} name={accountId ? `${accountId}-crossings` : 'crossings'} />}
        flush
      >
        <ListTable
          list={list}
          caption="crossings"
          columns={accountId ? COLUMNS.filter(({ name }) => name !== 'Account') : COLUMNS}
          keyOf={({ position, what, limit, threshold }) => [position, what, limit, threshold].join(' ')}
          empty={{
            title: 'Nothing was crossed',
            advice: 'No threshold, no limit, and credits never ran low; or none that match the filters.',
          }}
        />
      </Panel>
    </>
  );
}

/** The filters of the address as the API wants them. */
export function crossingFilters(query: Readonly<Record<string, string>>, accountId = query.accountId) {
  const { what, limitName, member } = query;
  return { accountId, what, limitName, member, ...dayRange(query) };
}

function toneOf(what: string): Tone {
  if (what.endsWith('recovered')) return 'good';
  return what === 'limit-reached' || what === 'credits-exhausted' ? 'bad' : 'warn';
}
