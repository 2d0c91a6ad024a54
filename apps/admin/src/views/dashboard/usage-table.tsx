import { DataTable } from '../../elements/data-table';
import { shortDate } from '../../figures/moments';
import { formatMeasure } from './usage-legend';
import type { Measure, UsageSeries } from './usage-series';

/** The chart in figures, for whoever cannot see it or wants to copy them. */
export function UsageTable({ series, measure }: { series: UsageSeries; measure: Measure }) {
  const rows = series.days.map((day, index) => ({ day, index })).reverse();
  return (
    <details className="usage__table">
      <summary>Show the figures</summary>
      <DataTable
        caption={`${measure} per day and action`}
        rows={rows}
        keyOf={({ day }) => day}
        columns={[
          { name: 'Day', lead: true, show: ({ day }) => <span className="nowrap">{shortDate(day)}</span> },
          ...series.actions.map(({ action, values }) => ({
            name: action,
            figure: true,
            show: ({ index }: { index: number }) => formatMeasure(values[index] ?? 0, measure),
          })),
        ]}
      />
    </details>
  );
}
