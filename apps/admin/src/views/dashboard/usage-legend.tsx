import { formatCredits } from '../../figures/credits';
import { shortDate } from '../../figures/moments';
import type { Measure, UsageSeries } from './usage-series';
import { formatCount } from '../../figures/limit-bar';

interface UsageLegendProps {
  readonly series: UsageSeries;
  readonly measure: Measure;
  /** Index of the day under the pointer; null shows the sums of the whole range. */
  readonly hovered: number | null;
}

const MICRO_DIGITS = 6;

export function UsageLegend({ series, measure, hovered }: UsageLegendProps) {
  const day = hovered === null ? undefined : series.days[hovered];
  const valueOf = (action: UsageSeries['actions'][number]) =>
    day === undefined || hovered === null ? action.total : (action.values[hovered] ?? 0);
  const sum = series.actions.reduce((total, action) => total + valueOf(action), 0);
  return (
    <div className="legend">
      <p className="legend__head">
        <span>{day === undefined ? `${series.days.length} days` : shortDate(day)}</span>
        <span>{formatMeasure(sum, measure)}</span>
      </p>
      <ul>
        {series.actions.map((action, index) => (
          <li key={action.action}>
            <span className={`swatch series--${index + 1}`} aria-hidden="true" />
            <span className="legend__name">{action.action}</span>
            <span>{formatMeasure(valueOf(action), measure)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** A drawn value in writing: credits to two places, everything else whole. */
export function formatMeasure(value: number, measure: Measure): string {
  if (measure !== 'credits') return formatCount(value);
  return formatCredits(value.toFixed(MICRO_DIGITS), { places: 2 });
}
