import type { ReferralProgram } from '../../api/contract';
import type { ListSource } from '../../api/queries';
import { useList } from '../../api/use-list';
import { hrefTo } from '../../app/routes';
import { accountColumns, momentColumn } from '../../elements/columns';
import type { Column } from '../../elements/data-table';
import { ListTable } from '../../elements/list-table';
import { StateCell } from '../../elements/state-cell';
import { formatCount } from '../../figures/limit-bar';
import { PROGRAM_TONES } from './money-tones';

const COLUMNS: readonly Column<ReferralProgram>[] = [
  {
    name: 'Program',
    lead: true,
    show: ({ accountId, code, message }) => (
      <>
        <a className="code" href={hrefTo(['accounts', accountId, 'referrals'])}>
          {code}
        </a>
        {message !== null && <span className="cell-note">{message}</span>}
      </>
    ),
  },
  ...accountColumns<ReferralProgram>(false),
  { name: 'State', show: ({ status }) => <StateCell state={status} tone={PROGRAM_TONES[status]} /> },
  { name: 'Clicks', figure: true, show: ({ clicks }) => formatCount(clicks) },
  { name: 'Signed up', figure: true, show: ({ referrals }) => formatCount(referrals) },
  { name: 'Successful', figure: true, show: ({ successful }) => formatCount(successful) },
  momentColumn('Last click', ({ lastClickAt }) => lastClickAt),
  momentColumn('Opened', ({ openedAt }) => openedAt),
];

export function ProgramTable({ source }: { source: ListSource<ReferralProgram> }) {
  return (
    <ListTable
      list={useList(source)}
      caption="programs"
      columns={COLUMNS}
      keyOf={({ accountId }) => accountId}
      empty={{ title: 'No programs', advice: 'A party opens one on the side “Referrals” of its account.' }}
    />
  );
}
