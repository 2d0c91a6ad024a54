import type { Funds } from '../../api/contract';
import { DataTable, type Column } from '../../elements/data-table';
import { amountText } from '../../figures/money';

const COLUMNS: readonly Column<Funds>[] = [
  { name: 'Currency', lead: true, show: ({ currency }) => <span className="strong">{currency}</span> },
  { name: 'Earned', figure: true, show: ({ earned }) => amountText(earned) },
  { name: 'Vesting', figure: true, show: ({ vesting }) => amountText(vesting) },
  { name: 'Available', figure: true, show: ({ available }) => amountText(available) },
  { name: 'Reserved', figure: true, show: ({ reserved }) => amountText(reserved) },
  { name: 'Paid out', figure: true, show: ({ paidOut }) => amountText(paidOut) },
  { name: 'Clawed back', figure: true, show: ({ clawedBack }) => amountText(clawedBack) },
  { name: 'Owed', figure: true, show: ({ owed }) => amountText(owed) },
];

/** earned = vesting + available + reserved + paid out + clawed back − owed, in each currency. */
export function FundsTable({ funds }: { funds: readonly Funds[] }) {
  if (funds.length === 0) return <p className="soft money-facts">Nothing was earned yet.</p>;
  return <DataTable caption="earnings" columns={COLUMNS} rows={funds} keyOf={({ currency }) => currency} />;
}
