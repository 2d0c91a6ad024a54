import { useQuery } from '@tanstack/react-query';
import { commandNamesQuery, lists } from '../../api/queries';
import { useList } from '../../api/use-list';
import type { AuditEntry } from '../../api/contract';
import { useRoute } from '../../app/use-route';
import { AccountLink } from '../../elements/account-link';
import { Badge } from '../../elements/badge';
import { CsvLink } from '../../elements/csv-link';
import type { Column } from '../../elements/data-table';
import { ChoiceFilter, DayFilter, FilterBar, TextFilter } from '../../elements/filter-bar';
import { ListTable } from '../../elements/list-table';
import { Panel } from '../../elements/panel';
import { OUTCOME_TONES } from '../../elements/states';
import { TimeAgo } from '../../elements/time-ago';
import { dayRange } from '../../figures/day-range';
import { humanWords } from '../../figures/words';
import { AuditDetails } from './audit-details';

const FILTERS = ['accountId', 'command', 'outcome', 'actor', 'from', 'to'];

const COLUMNS: readonly Column<AuditEntry>[] = [
  { name: 'When', show: ({ at }) => <TimeAgo at={at} /> },
  {
    name: 'Command',
    lead: true,
    show: ({ command, input }) => (
      <>
        <span className="strong">{command}</span>
        <span className="cell-note">{reasonGiven(input)}</span>
      </>
    ),
  },
  {
    name: 'Account',
    show: ({ accountId }) =>
      accountId ? <AccountLink accountId={accountId} /> : <span className="faint">–</span>,
  },
  { name: 'By', show: (entry) => <Actor entry={entry} /> },
  {
    name: 'Outcome',
    show: ({ outcome, reason }) => (
      <>
        <Badge tone={OUTCOME_TONES[outcome]}>{outcome}</Badge>
        {reason && <span className="cell-note">{humanWords(reason)}</span>}
      </>
    ),
  },
];

/** Who asked for what, and how it ended; of one account where one is given. */
export function AuditList({ accountId }: { accountId?: string }) {
  const { query } = useRoute();
  const source = lists.audit(auditFilters(query, accountId));
  const list = useList(source);
  const { data: commands = [] } = useQuery(commandNamesQuery);
  return (
    <>
      <FilterBar names={accountId ? FILTERS.slice(1) : FILTERS}>
        {accountId === undefined && <TextFilter name="accountId" label="Account" hint="Exact account id" />}
        <ChoiceFilter name="command" label="Command" choices={commands} verbatim />
        <ChoiceFilter name="outcome" label="Outcome" choices={['accepted', 'refused', 'no-effect']} />
        <TextFilter name="actor" label="By" hint="Name of a key" />
        <DayFilter name="from" label="From" />
        <DayFilter name="to" label="To" />
      </FilterBar>
      <Panel
        title="Commands"
        actions={<CsvLink source={source} name={accountId ? `${accountId}-audit` : 'audit'} />}
        flush
      >
        <ListTable
          list={list}
          caption="commands"
          columns={accountId ? COLUMNS.filter(({ name }) => name !== 'Account') : COLUMNS}
          keyOf={({ commandId }) => commandId}
          detail={(entry) => <AuditDetails entry={entry} />}
          empty={{ title: 'No commands', advice: 'None at all, or none that match the filters.' }}
        />
      </Panel>
    </>
  );
}

/** The filters of the address as the API wants them. */
export function auditFilters(query: Readonly<Record<string, string>>, accountId = query.accountId) {
  const { command, outcome, actor } = query;
  return { accountId, command, outcome, actor, ...dayRange(query) };
}

/** What a person gave as the reason for it, where one did. */
function reasonGiven(input: unknown): string | undefined {
  const reason = (input as { reason?: unknown } | null)?.reason;
  return typeof reason === 'string' ? `“${reason}”` : undefined;
}

function Actor({ entry }: { entry: AuditEntry }) {
  if (!entry.actor) return <span className="faint">time</span>;
  return (
    <>
      {entry.actor}
      {entry.role && <span className="cell-note">{entry.role}</span>}
    </>
  );
}
