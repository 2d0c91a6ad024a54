import { lists } from '../../api/queries';
import { useList } from '../../api/use-list';
import type { StatementEntry } from '../../api/contract';
import { useRoute } from '../../app/use-route';
import { CsvLink } from '../../elements/csv-link';
import type { Column } from '../../elements/data-table';
import { ExplainLink } from '../../elements/explain-link';
import { ChoiceFilter, DayFilter, FilterBar, TextFilter } from '../../elements/filter-bar';
import { IdText } from '../../elements/id-text';
import { ListTable } from '../../elements/list-table';
import { Panel } from '../../elements/panel';
import { TimeAgo } from '../../elements/time-ago';
import { formatCredits } from '../../figures/credits';
import { dayRange } from '../../figures/day-range';
import { humanWords } from '../../figures/words';

const FILTERS = ['type', 'action', 'reference', 'lotId', 'orderId', 'from', 'to'];
const TYPES = [
  ...['USAGE', 'TRIAL_GRANT', 'DAILY_REFILL', 'SUBSCRIPTION_GRANT', 'PURCHASE', 'BONUS'],
  ...['REFERRAL_REWARD', 'REFUND', 'ADMIN_ADJUSTMENT', 'EXPIRY', 'VOID', 'OVERDRAFT'],
];

const columnsFor = (accountId: string): readonly Column<StatementEntry>[] => [
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
  {
    name: 'Reference',
    show: (entry) => <Reference accountId={accountId} entry={entry} />,
  },
  { name: 'Amount', figure: true, show: ({ amount }) => <Amount credits={amount} /> },
  { name: 'Balance after', figure: true, show: ({ balanceAfter }) => formatCredits(balanceAfter) },
];

export function AccountStatement({ accountId }: { accountId: string }) {
  const { query } = useRoute();
  const { type, action, reference, lotId, orderId } = query;
  const source = lists.statement(accountId, {
    ...{ type, action, reference, lotId, orderId },
    ...dayRange(query),
  });
  const list = useList(source);
  return (
    <>
      <FilterBar names={FILTERS}>
        <ChoiceFilter name="type" label="Type" choices={TYPES} />
        <TextFilter name="action" label="Action" hint="image, prompt, …" />
        <TextFilter name="reference" label="Reference" hint="Exact reference" />
        {/* Asked for by links from explanations only. */}
        {lotId && <TextFilter name="lotId" label="Lot" hint="Exact id" />}
        {orderId && <TextFilter name="orderId" label="Order" hint="Exact id" />}
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
          columns={columnsFor(accountId)}
          keyOf={({ entryId }) => entryId}
          empty={{ title: 'No movements', advice: 'None at all, or none that match the filters.' }}
        />
      </Panel>
    </>
  );
}

/** The external act, or the generation behind the movement, which can be explained. */
function Reference({ accountId, entry }: { accountId: string; entry: StatementEntry }) {
  const { reference, generationId } = entry;
  return (
    <>
      {(reference || !generationId) && <IdText id={reference} />}
      {generationId && (
        <ExplainLink accountId={accountId} about={['generation', generationId]}>
          <IdText id={generationId} />
        </ExplainLink>
      )}
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
