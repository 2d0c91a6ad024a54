import { useMemo, useState } from 'react';
import type { UsageOfDay } from '../../api/contract';
import { hrefTo } from '../../app/routes';
import { useNow } from '../../app/clock';
import { Notice } from '../../elements/notice';
import { Panel } from '../../elements/panel';
import { Segments } from '../../elements/segments';
import { Skeleton } from '../../elements/skeleton';
import { DayChart } from './day-chart';
import { formatMeasure, UsageLegend } from './usage-legend';
import { UsageTable } from './usage-table';
import { usageSeries, type Measure, type UsageSeries } from './usage-series';

const MEASURES = [
  { value: 'generations', text: 'Generations' },
  { value: 'credits', text: 'Credits' },
  { value: 'refused', text: 'Refused' },
] as const;
const RANGES = [7, 14, 30].map((days) => ({ value: days, text: `${days} days`, href: daysHref(days) }));

interface UsagePanelProps {
  readonly usage: readonly UsageOfDay[] | undefined;
  readonly days: number;
  readonly outdated: boolean;
}

export function UsagePanel({ usage, days, outdated }: UsagePanelProps) {
  const [measure, setMeasure] = useState<Measure>('generations');
  const [hovered, setHovered] = useState<number | null>(null);
  const today = new Date(useNow()).toISOString().slice(0, 10);
  const series = usage && usageSeries(usage, { measure, dayCount: days, lastDay: today });
  return (
    <Panel
      title="Usage per day"
      note="By action, days in UTC"
      actions={
        <>
          <Segments label="Measure" options={MEASURES} value={measure} onChoose={setMeasure} />
          <Segments label="Range" options={RANGES} value={days} />
        </>
      }
    >
      {!series && <Skeleton lines={7} />}
      {series?.actions.length === 0 && (
        <Notice kind="empty" title={`No usage in the last ${days} days`}>
          The first generation appears here within seconds.
        </Notice>
      )}
      {series && series.actions.length > 0 && (
        <div className="usage" data-outdated={outdated}>
          <UsageChart series={series} measure={measure} onHover={setHovered} />
          <UsageLegend series={series} measure={measure} hovered={hovered} />
          <UsageTable series={series} measure={measure} />
        </div>
      )}
    </Panel>
  );
}

interface UsageChartProps {
  readonly series: UsageSeries;
  readonly measure: Measure;
  readonly onHover: (day: number | null) => void;
}

function UsageChart({ series: { days, actions }, measure, onHover }: UsageChartProps) {
  const label = `${measure} per day, stacked by action; most by ${actions[0]?.action}.`;
  const values = useMemo(() => actions.map((each) => each.values), [actions]);
  return (
    <DayChart
      {...{ days, values, onHover }}
      form={[measure, ...actions.map(({ action }) => action)].join(' ')}
      axisText={(value) => axisText(value, measure)}
      label={`${label} The figures stand in the table below.`}
    />
  );
}

/** There is no half a generation. */
function axisText(value: number, measure: Measure): string {
  if (!Number.isInteger(value)) return measure === 'credits' ? String(value) : '';
  return formatMeasure(value, measure);
}

function daysHref(days: number): string {
  return hrefTo([], { days: String(days) });
}
