import { useState } from 'react';
import { lists } from '../../api/queries';
import { useList } from '../../api/use-list';
import type { Lot } from '../../api/contract';
import { Badge } from '../../elements/badge';
import { CsvLink } from '../../elements/csv-link';
import type { Column } from '../../elements/data-table';
import { ExplainLink } from '../../elements/explain-link';
import { ListTable } from '../../elements/list-table';
import { Panel } from '../../elements/panel';
import { LOT_TONES } from '../../elements/states';
import { TimeAgo } from '../../elements/time-ago';
import { formatCredits } from '../../figures/credits';
import { humanWords } from '../../figures/words';
import { voidLot } from './account-commands';
import { CommandDialog } from '../../commands/command-dialog';

const columnsWith = (onVoid: (lot: Lot) => void): readonly Column<Lot>[] => [
  {
    name: 'Lot',
    lead: true,
    show: ({ creditType, reason, lotId, cost }) => (
      <span title={lotId}>
        <span className="strong">{humanWords(creditType)}</span>
        {reason && <span className="cell-note">{reason}</span>}
        {cost && <span className="cell-note">{`${cost.amount} ${cost.currency}`}</span>}
      </span>
    ),
  },
  {
    name: 'State',
    show: ({ state, voidReason }) => (
      <>
        <Badge tone={LOT_TONES[state]}>{state}</Badge>
        {voidReason && <span className="cell-note">{voidReason}</span>}
      </>
    ),
  },
  { name: 'Priority', figure: true, show: ({ priority }) => priority },
  { name: 'Amount', figure: true, show: ({ amount }) => formatCredits(amount) },
  { name: 'Remaining', figure: true, show: ({ remaining }) => formatCredits(remaining) },
  { name: 'Held', figure: true, show: ({ held, toTakeBack }) => noted(held, toTakeBack, 'to be taken back') },
  { name: 'Spent', figure: true, show: ({ spent, owed }) => noted(spent, owed, 'owed') },
  { name: 'Granted', figure: true, show: ({ grantedAt }) => <TimeAgo at={grantedAt} /> },
  {
    name: 'Expires',
    figure: true,
    show: ({ expiresAt }) => (expiresAt ? <TimeAgo at={expiresAt} /> : 'never'),
  },
  {
    name: 'Void',
    action: true,
    show: (lot) =>
      isVoidable(lot) && (
        <button
          type="button"
          className="button button--small"
          onClick={() => onVoid(lot)}
          aria-label={`Void ${lot.lotId}`}
        >
          Void
        </button>
      ),
  },
];

/** A figure, and what of it a refund of the purchase waits for or did not find. */
function noted(credits: string, part: string, what: string) {
  return (
    <>
      {formatCredits(credits)}
      {part !== '0' && <span className="cell-note">{`${formatCredits(part)} ${what}`}</span>}
    </>
  );
}

export function AccountLots({ accountId }: { accountId: string }) {
  const source = lists.lots(accountId);
  const list = useList(source);
  const [voiding, setVoiding] = useState<Lot | null>(null);
  return (
    <Panel
      title="Credit lots"
      note="Newest first; burned by priority, then by expiry"
      actions={
        <>
          <ExplainLink accountId={accountId} about={['credits']} className="button">
            Explain
          </ExplainLink>
          <CsvLink source={source} name={`${accountId}-lots`} />
        </>
      }
      flush
    >
      <ListTable
        list={list}
        caption="credit lots"
        columns={columnsWith(setVoiding)}
        keyOf={({ lotId }) => lotId}
        empty={{ title: 'No credits were ever granted', advice: 'A grant creates the first lot.' }}
      />
      {voiding && <CommandDialog command={voidLot(accountId, voiding)} onClose={() => setVoiding(null)} />}
    </Panel>
  );
}

/** What is gone, or only owed, cannot be taken back. */
function isVoidable({ state, creditType, remaining }: Lot): boolean {
  return state !== 'void' && creditType !== 'OVERDRAFT' && Number(remaining) > 0;
}
