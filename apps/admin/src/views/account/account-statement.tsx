import { lists } from '../../api/queries';
import { useList } from '../../api/use-list';
import type { StatementEntry } from '../../api/contract';
import { useRoute } from '../../app/use-route';
import { CsvLink } from '../../elements/csv-link';
import type { Column } from '../../elements/data-table';
import { ChoiceFilter, DayFilter, FilterBar, TextFilter } from '../../elements/filter-bar';
import { IdText } from '../../elements/id-text';
import { ListTable } from '../../elements/list-table';
import { Panel } from '../../elements/panel';
import { TimeAgo } from '../../elements/time-ago';
import { formatCredits } from '../../figures/credits';
import { dayRange } from '../../figures/day-range';
import { humanWords } from '../../figures/words';

const FILTERS = ['type', 'action', 'reference', 'from', 'to'];
const TYPES = [
  ...['USAGE', 'TRIAL_GRANT', 'DAILY_REFILL', 'SUBSCRIPTION_GRANT', 'PURCHASE', 'BONUS'],
  ...['REFERRAL_REWARD', 'REFUND', 'ADMIN_ADJUSTMENT', 'EXPIRY', 'VOID', 'OVERDRAFT'],
];

const COLUMNS: readonly Column<StatementEntry>[] = [
  { name: 'When', show: ({ at }) => <TimeAgo at={at} /> },
  {
    name: 'Movement',
    lead: true,
    show: ({ type, description }) => (
      <>
        <span className="strong">{humanWords(type)}</span>
        {description && <span className="cell-note">{description}</span>}
      </>
    ),
  },
  { name: 'Action', show: ({ action, model }) => <ActionText action={action} model={model} /> },
  { name: 'Reference', show: ({ reference, generationId }) => <IdText id={reference ?? generationId} /> },
  { name: 'Amount', figure: true, show: ({ amount }) => <Amount credits={amount} /> },
  { name: 'Balance after', figure: true, show: ({ balanceAfter }) => formatCredits(balanceAfter) },
];

export function AccountStatement({ accountId }: { accountId: string }) {
  const { query } = useRoute();
  const { type, action, reference } = query;
  const source = lists.statement(accountId, { type, action, reference, ...dayRange(query) });
  const list = useList(source);
  return (
    <>
      <FilterBar names={FILTERS}>
        <ChoiceFilter name="type" label="Type" choices={TYPES} />
        <TextFilter name="action" label="Action" hint="image, prompt, …" />
        <TextFilter name="reference" label="Reference" hint="Exact reference" />
        <DayFilter name="from" label="From" />
        <DayFilter name="to" label="To" />
      </FilterBar>
      <Panel
        title="Statement"
        note="Every movement; a hold is none"
        actions={<CsvLink source={source} name={`${accountId}-statement`} />}
        flush
      >
        <ListTable
          list={list}
          caption="movements"
          columns={COLUMNS}
          keyOf={({ entryId }) => entryId}
          empty={{ title: 'No movements', advice: 'None at all, or none that match the filters.' }}
        />
      </Panel>
    </>
  );
}

function Amount({ credits }: { credits: string }) {
  const isGain = !credits.startsWith('-') && credits !== '0';
  return <span className={isGain ? 'strong gain' : 'strong'}>{formatCredits(credits, { sign: true })}</span>;
}

function ActionText({ action, model }: { action: string | null; model: string | null }) {
  if (!action) return <span className="faint">–</span>;
  return (
    <>
      <span className="code">{action}</span>
      {model && <span className="cell-note">{model}</span>}
    </>
  );
}
