import type { ReferralClick } from '../../../api/contract';
import { moneyLists } from '../../../api/money-queries';
import { useList } from '../../../api/use-list';
import { momentColumn } from '../../../elements/columns';
import type { Column } from '../../../elements/data-table';
import { IdText } from '../../../elements/id-text';
import { ListTable } from '../../../elements/list-table';

const COLUMNS: readonly Column<ReferralClick>[] = [
  { name: 'Click', lead: true, show: ({ clickId }) => <IdText id={clickId} /> },
  { name: 'Source', show: ({ source }) => source ?? '–' },
  { name: 'Campaign', show: ({ campaign }) => campaign ?? '–' },
  { name: 'Address', show: ({ ip }) => ip ?? '–' },
  { name: 'Browser', wide: true, show: ({ userAgent }) => userAgent ?? '–' },
  momentColumn('Clicked', ({ clickedAt }) => clickedAt),
  momentColumn('Counts until', ({ attributedUntil }) => attributedUntil),
];

export function ReferralClicks({ accountId }: { accountId: string }) {
  return (
    <ListTable
      list={useList(moneyLists.clicksOf(accountId))}
      caption="clicks"
      columns={COLUMNS}
      keyOf={({ clickId }) => clickId}
      empty={{ title: 'No clicks', advice: 'Whoever follows the program’s link appears here.' }}
    />
  );
}
