import type { ReactNode } from 'react';
import { moneyText } from '../figures/money';
import { AccountLink } from './account-link';
import type { Column } from './data-table';
import { TimeAgo } from './time-ago';

interface Money {
  readonly amount: string;
  readonly currency: string;
}

/** When something happened, or will. */
export function momentColumn<Row>(name: string, at: (row: Row) => string | null): Column<Row> {
  return { name, figure: true, show: (row) => <TimeAgo at={at(row)} /> };
}

/** An amount in its currency; a dash where there is none. */
export function moneyColumn<Row>(name: string, of: (row: Row) => Money | null): Column<Row> {
  const show = (row: Row): ReactNode => {
    const money = of(row);
    return money === null ? '–' : moneyText(money);
  };
  return { name, figure: true, show };
}

/** Whose it is; no column at all in the lists of one account, where every row would say the same. */
export function accountColumns<Row extends { readonly accountId: string }>(
  ofOne: boolean,
): readonly Column<Row>[] {
  if (ofOne) return [];
  return [{ name: 'Account', show: ({ accountId }) => <AccountLink accountId={accountId} /> }];
}
