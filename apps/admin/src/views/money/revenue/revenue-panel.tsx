import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { Revenue } from '../../../api/contract';
import { revenueQuery } from '../../../api/money-queries';
import { useNow } from '../../../app/clock';
import { DataTable, type Column } from '../../../elements/data-table';
import { Notice } from '../../../elements/notice';
import { Panel } from '../../../elements/panel';
import { Segments } from '../../../elements/segments';
import { Skeleton } from '../../../elements/skeleton';
import { daysUpTo } from '../../../figures/days';
import { formatCount } from '../../../figures/limit-bar';
import { shortDate } from '../../../figures/moments';
import { amountText } from '../../../figures/money';
import { DayChart } from '../../dashboard/day-chart';
import { currenciesIn, moneyDays, wholeOf, type MoneyDay } from './revenue-days';

const COLUMNS: readonly Column<MoneyDay>[] = [
  { name: 'Day', lead: true, show: ({ day }) => <span className="nowrap">{shortDate(day)}</span> },
  { name: 'Payments', figure: true, show: ({ orders }) => formatCount(orders) },
  { name: 'Paid', figure: true, show: ({ paid }) => movedText(paid) },
  { name: 'Of it tax', figure: true, show: ({ tax }) => movedText(tax) },
  { name: 'Refunds', figure: true, show: ({ refunds }) => formatCount(refunds) },
  { name: 'Refunded', figure: true, show: ({ refunded }) => movedText(refunded) },
  { name: 'Disputed', figure: true, show: ({ disputed }) => movedText(disputed) },
  { name: 'Net', figure: true, show: ({ net }) => movedText(net) },
  { name: 'Failed', figure: true, show: ({ failed }) => formatCount(failed) },
];

/** Money that came in and went back, day by day, each currency by itself. */
export function RevenuePanel({ days: dayCount }: { days: number }) {
  const today = new Date(useNow()).toISOString().slice(0, 10);
  const days = useMemo(() => daysUpTo(today, dayCount), [today, dayCount]);
  const { data, error, refetch } = useQuery(revenueQuery(days[0]!, today));
  const [wished, setWished] = useState<string>();
  const currencies = data ? currenciesIn(data) : [];
  const currency = currencies.find((each) => each === wished) ?? currencies[0];
  const choices = currencies.map((each) => ({ value: each, text: each }));
  return (
    <Panel
      title="Revenue per day"
      note="What was paid, in UTC days; refunds and disputes beside it"
      actions={
        currencies.length > 1 && (
          <Segments label="Currency" options={choices} value={currency!} onChoose={setWished} />
        )
      }
    >
      {!data &&
        (error ? (
          <Notice kind="error" error={error} onRetry={() => void refetch()} />
        ) : (
          <Skeleton lines={7} />
        ))}
      {data && currency === undefined && (
        <Notice kind="empty" title={`No payments in the last ${dayCount} days`}>
          The first payment appears here within seconds.
        </Notice>
      )}
      {data && currency !== undefined && <RevenueOf revenue={data} currency={currency} days={days} />}
    </Panel>
  );
}

/** Nothing at all is a dash: the days on which something moved are what the eye looks for. */
function movedText(amount: string): string {
  return /[1-9]/.test(amount) ? amountText(amount) : '–';
}

interface RevenueOfProps {
  readonly revenue: Revenue;
  readonly currency: string;
  readonly days: readonly string[];
}

function RevenueOf({ revenue, currency, days }: RevenueOfProps) {
  const [hovered, setHovered] = useState<number | null>(null);
  const lines = useMemo(() => moneyDays(revenue, currency, days), [revenue, currency, days]);
  // For drawing alone: what is read stands in the texts.
  const values = useMemo(() => [lines.map(({ paid }) => Number(paid))], [lines]);
  const told = (hovered === null ? undefined : lines[hovered]) ?? wholeOf(lines, '');
  return (
    <div className="usage">
      <DayChart
        {...{ days, values, form: currency, axisText: String, onHover: setHovered }}
        label={`Paid in ${currency} per day. The figures stand in the table below.`}
      />
      <RevenueLegend
        told={told}
        head={told.day ? shortDate(told.day) : `${days.length} days`}
        currency={currency}
      />
      <details className="usage__table">
        <summary>Show the figures</summary>
        <DataTable
          caption={`${currency} per day`}
          rows={[...lines].reverse()}
          columns={COLUMNS}
          keyOf={({ day }) => day}
        />
      </details>
    </div>
  );
}

function RevenueLegend({ told, head, currency }: { told: MoneyDay; head: string; currency: string }) {
  const lines: readonly (readonly [string, string])[] = [
    ['Refunded', amountText(told.refunded)],
    ['Disputed', amountText(told.disputed)],
    ['Net', amountText(told.net)],
    ['Failed payments', formatCount(told.failed)],
  ];
  return (
    <div className="legend">
      <p className="legend__head">
        <span>{head}</span>
        <span>{currency}</span>
      </p>
      <ul>
        <li>
          <span className="swatch series--1" aria-hidden="true" />
          <span className="legend__name">Paid</span>
          <span>{amountText(told.paid)}</span>
        </li>
        {lines.map(([name, said]) => (
          <li key={name}>
            <span className="swatch" aria-hidden="true" />
            <span className="legend__name">{name}</span>
            <span>{said}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
