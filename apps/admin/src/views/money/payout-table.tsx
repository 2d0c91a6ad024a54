import type { Payout } from '../../api/contract';
import type { ListSource } from '../../api/queries';
import { useList } from '../../api/use-list';
import { ActButton, type Ask } from '../../commands/acting';
import { accountColumns, momentColumn, moneyColumn } from '../../elements/columns';
import type { Column } from '../../elements/data-table';
import { FactList } from '../../elements/fact-list';
import { ListTable } from '../../elements/list-table';
import { StateCell } from '../../elements/state-cell';
import { formatCredits } from '../../figures/credits';
import { absoluteTime } from '../../figures/moments';
import { humanWords } from '../../figures/words';
import { PAYOUT_TONES } from './money-tones';
import { payoutAct, type PayoutAct } from './referral-commands';

interface PayoutTableProps {
  readonly source: ListSource<Payout>;
  readonly ask: Ask;
  readonly ofOne?: boolean;
}

export function PayoutTable({ source, ask, ofOne = false }: PayoutTableProps) {
  return (
    <ListTable
      list={useList(source)}
      caption="payouts"
      columns={columnsWith(ask, ofOne)}
      keyOf={({ payoutId }) => payoutId}
      detail={(payout) => <PayoutDetails payout={payout} />}
      empty={{ title: 'No payouts', advice: 'One appears when somebody asks for what referrals earned.' }}
    />
  );
}

/** What may be done to a payout as it stands; one by bank is ended by hand. */
function actsOn({ status, method }: Payout): readonly PayoutAct[] {
  if (status === 'PENDING') return ['start', 'cancel'];
  return status === 'PROCESSING' && method === 'BANK_TRANSFER' ? ['complete', 'fail'] : [];
}

const columnsWith = (ask: Ask, ofOne: boolean): readonly Column<Payout>[] => [
  {
    name: 'Payout',
    lead: true,
    show: ({ payoutId, method, destination }) => (
      <span title={payoutId}>
        <span className="strong">{humanWords(method)}</span>
        {destination !== null && <span className="cell-note">{destination}</span>}
      </span>
    ),
  },
  ...accountColumns<Payout>(ofOne),
  {
    name: 'State',
    show: ({ status, reason }) => <StateCell state={status} tone={PAYOUT_TONES[status]} note={reason} />,
  },
  moneyColumn('Amount', (payout) => payout),
  momentColumn('Asked', ({ requestedAt }) => requestedAt),
  momentColumn('Completed', ({ completedAt }) => completedAt),
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

function PayoutDetails({ payout }: { payout: Payout }) {
  const { status, credits, reason, processedAt, completedAt } = payout;
  return (
    <FactList
      facts={[
        ['To', payout.destination],
        ['Notes', payout.notes],
        ['Credits', credits && formatCredits(credits)],
        [status === 'FAILED' ? 'Error' : 'Reason', reason],
        ['Transaction', payout.transactionId],
        ['Asked', absoluteTime(payout.requestedAt)],
        ['Processed', processedAt && absoluteTime(processedAt)],
        ['Completed', completedAt && absoluteTime(completedAt)],
        ['Batch', payout.batchId],
        ['Payout', payout.payoutId],
      ]}
    />
  );
}
