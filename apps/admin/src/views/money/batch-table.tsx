import type { PayoutBatch } from '../../api/contract';
import type { ListSource } from '../../api/queries';
import { useList } from '../../api/use-list';
import { momentColumn, moneyColumn } from '../../elements/columns';
import type { Column } from '../../elements/data-table';
import { IdText } from '../../elements/id-text';
import { ListTable } from '../../elements/list-table';
import { formatCount } from '../../figures/limit-bar';
import { humanWords } from '../../figures/words';

const COLUMNS: readonly Column<PayoutBatch>[] = [
  {
    name: 'Batch',
    lead: true,
    show: ({ batchId, method }) => (
      <>
        <span className="strong">{humanWords(method)}</span>
        <span className="cell-note">
          <IdText id={batchId} />
        </span>
      </>
    ),
  },
  { name: 'Payouts', figure: true, show: ({ count }) => formatCount(count) },
  { name: 'Processing', figure: true, show: ({ processing }) => formatCount(processing) },
  { name: 'Completed', figure: true, show: ({ completed }) => formatCount(completed) },
  { name: 'Failed', figure: true, show: ({ failed }) => formatCount(failed) },
  moneyColumn('Total', ({ total: amount, currency }) => ({ amount, currency })),
  moneyColumn('Paid', ({ paid: amount, currency }) => ({ amount, currency })),
  { name: 'Reason', wide: true, show: ({ reason }) => reason },
  { name: 'By', show: ({ startedBy }) => startedBy ?? '–' },
  momentColumn('Started', ({ startedAt }) => startedAt),
];

export function BatchTable({ source }: { source: ListSource<PayoutBatch> }) {
  return (
    <ListTable
      list={useList(source)}
      caption="batches"
      columns={COLUMNS}
      keyOf={({ batchId }) => batchId}
      empty={{ title: 'No batches', advice: 'One is approved on the side “Payouts”.' }}
    />
  );
}
