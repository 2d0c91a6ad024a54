import { lists } from '../../api/queries';
import { useList } from '../../api/use-list';
import type { Lot } from '../../api/contract';
import { Badge } from '../../elements/badge';
import { CsvLink } from '../../elements/csv-link';
import type { Column } from '../../elements/data-table';
import { ListTable } from '../../elements/list-table';
import { Panel } from '../../elements/panel';
import { LOT_TONES } from '../../elements/states';
import { TimeAgo } from '../../elements/time-ago';
import { formatCredits } from '../../figures/credits';
import { humanWords } from '../../figures/words';

const COLUMNS: readonly Column<Lot>[] = [
  {
    name: 'Lot',
    lead: true,
    show: ({ creditType, reason, lotId }) => (
      <span title={lotId}>
        <span className="strong">{humanWords(creditType)}</span>
        {reason && <span className="cell-note">{reason}</span>}
      </span>
    ),
  },
  { name: 'State', show: ({ state }) => <Badge tone={LOT_TONES[state]}>{state}</Badge> },
  { name: 'Priority', figure: true, show: ({ priority }) => priority },
  { name: 'Amount', figure: true, show: ({ amount }) => formatCredits(amount) },
  { name: 'Remaining', figure: true, show: ({ remaining }) => formatCredits(remaining) },
  { name: 'Held', figure: true, show: ({ held }) => formatCredits(held) },
  { name: 'Spent', figure: true, show: ({ spent }) => formatCredits(spent) },
  { name: 'Granted', figure: true, show: ({ grantedAt }) => <TimeAgo at={grantedAt} /> },
  {
    name: 'Expires',
    figure: true,
    show: ({ expiresAt }) => (expiresAt ? <TimeAgo at={expiresAt} /> : 'never'),
  },
];

export function AccountLots({ accountId }: { accountId: string }) {
  const source = lists.lots(accountId);
  const list = useList(source);
  return (
    <Panel
      title="Credit lots"
      note="Newest first; burned by priority, then by expiry"
      actions={<CsvLink source={source} name={`${accountId}-lots`} />}
      flush
    >
      <ListTable
        list={list}
        caption="credit lots"
        columns={COLUMNS}
        keyOf={({ lotId }) => lotId}
        empty={{ title: 'No credits were ever granted', advice: 'A grant creates the first lot.' }}
      />
    </Panel>
  );
}
