import type { ErrorRate } from '../../api/contract';
import { DataTable, type Column } from '../../elements/data-table';
import { Notice } from '../../elements/notice';
import { Panel } from '../../elements/panel';
import { Skeleton } from '../../elements/skeleton';
import { Badge } from '../../elements/badge';
import { formatElapsed } from '../../figures/durations';
import { formatCount } from '../../figures/limit-bar';

/** Failed work above this share deserves a look. */
const WARNING_PERCENT = 5;

const COLUMNS: readonly Column<ErrorRate>[] = [
  { name: 'Action', lead: true, show: ({ action }) => <span className="code">{action}</span> },
  { name: 'Subtype', show: ({ subtype }) => <span className="soft">{subtype ?? '–'}</span> },
  { name: 'Total', figure: true, show: ({ total }) => formatCount(total) },
  { name: 'Failed', figure: true, show: ({ failed }) => formatCount(failed) },
  { name: 'Rate', figure: true, show: (rate) => <Rate percent={Number(rate.ratePercent)} /> },
  { name: 'Mean time', figure: true, show: ({ meanMs }) => formatElapsed(meanMs) },
];

interface ErrorRatesProps {
  readonly rates: readonly ErrorRate[] | undefined;
  readonly days: number;
}

export function ErrorRates({ rates, days }: ErrorRatesProps) {
  return (
    <Panel title="Error rates" note={`Last ${days} days, busiest first`} flush={Boolean(rates?.length)}>
      {!rates && <Skeleton lines={4} />}
      {rates?.length === 0 && (
        <Notice kind="empty" title="Too little work to judge">
          An action appears here after more than 10 generations.
        </Notice>
      )}
      {rates && rates.length > 0 && (
        <DataTable
          caption="Share of failed generations by action"
          columns={COLUMNS}
          rows={rates}
          keyOf={({ action, subtype }) => `${action} ${subtype}`}
        />
      )}
    </Panel>
  );
}

function Rate({ percent }: { percent: number }) {
  const text = `${percent.toFixed(2)} %`;
  return percent >= WARNING_PERCENT ? <Badge tone="bad">{text}</Badge> : <>{text}</>;
}
