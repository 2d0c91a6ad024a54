import type { ListSource } from '../../api/queries';
import { useList } from '../../api/use-list';
import type { Payout } from '../../api/contract';
import { ActButton, type Ask } from '../../commands/acting';
import { AccountLink } from '../../elements/account-link';
import { Badge } from '../../elements/badge';
import type { Column } from '../../elements/data-table';
import { ListTable } from '../../elements/list-table';
import { TimeAgo } from '../../elements/time-ago';
import { moneyText } from '../../figures/money';
import { humanWords } from '../../figures/words';
import { payoutAct } from './money-commands';
import { PAYOUT_TONES } from './money-tones';

/** What may be done to a payout as it stands; one by bank is ended by hand. */
function actsOn({ status, method }: Payout): readonly ('start' | 'complete' | 'fail' | 'cancel')[] {
  if (status === 'PENDING') return ['start', 'cancel'];
  return status === 'PROCESSING' && method === 'BANK_TRANSFER' ? ['complete', 'fail'] : [];
}

const columnsWith = (ask: Ask): readonly Column<Payout>[] => [
  {
    name: 'Payout',
    lead: true,
    show: ({ payoutId, method, transactionId }) => (
      <span title={payoutId}>
        <span className="strong">{humanWords(method)}</span>
        {transactionId !== null && <span className="cell-note">{transactionId}</span>}
      </span>
    ),
  },
  { name: 'Account', show: ({ accountId }) => <AccountLink accountId={accountId} /> },
  {
    name: 'State',
    show: ({ status, reason }) => (
      <>
        <Badge tone={PAYOUT_TONES[status]}>{humanWords(status)}</Badge>
        {reason !== null && <span className="cell-note">{reason}</span>}
      </>
    ),
  },
  { name: 'Amount', figure: true, show: (payout) => moneyText(payout) },
  { name: 'Asked', figure: true, show: ({ requestedAt }) => <TimeAgo at={requestedAt} /> },
  {
    name: 'Act',
    action: true,
    show: (payout) =>
      actsOn(payout).map((act) => (
        <ActButton
          key={act}
          name={humanWords(act)}
          about={payout.payoutId}
          onPress={() => ask(payoutAct(payout, act))}
        />
      )),
  },
];

export function PayoutTable({ source, ask }: { source: ListSource<Payout>; ask: Ask }) {
  return (
    <ListTable
      list={useList(source)}
      caption="payouts"
      columns={columnsWith(ask)}
      keyOf={({ payoutId }) => payoutId}
      empty={{ title: 'No payouts', advice: 'One appears when somebody asks for what referrals earned.' }}
    />
  );
}
