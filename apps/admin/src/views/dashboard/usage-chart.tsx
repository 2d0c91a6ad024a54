import { useEffect, useMemo, useRef } from 'react';
import uPlot from 'uplot';
import { useTheme } from '../../theme/theme-choice';
import { chartOptions, stacked } from './chart-options';
import type { Measure, UsageSeries } from './usage-series';

interface UsageChartProps {
  readonly series: UsageSeries;
  readonly measure: Measure;
  readonly onHover: (day: number | null) => void;
}

const HEIGHT = 260;

/** Bars per day, stacked by action. What it shows also stands in the legend and the table below it. */
export function UsageChart({ series, measure, onHover }: UsageChartProps) {
  const place = useRef<HTMLDivElement>(null);
  const chart = useRef<uPlot>(null);
  const { shown } = useTheme();
  const data = useMemo(() => stacked(series), [series]);
  const latest = useRef(data);
  latest.current = data;
  // Only what changes the drawing's form builds it anew; new figures flow into the one that stands.
  const form = [shown, measure, ...series.actions.map(({ action }) => action)].join(' ');
  const seriesCount = series.actions.length;

  useEffect(() => {
    const element = place.current!;
    const options = chartOptions({
      seriesCount,
      measure,
      width: element.clientWidth,
      height: HEIGHT,
      onHover,
    });
    const drawn = new uPlot(options, latest.current, element);
    chart.current = drawn;
    const resize = new ResizeObserver(() => drawn.setSize({ width: element.clientWidth, height: HEIGHT }));
    resize.observe(element);
    return () => {
      resize.disconnect();
      drawn.destroy();
      chart.current = null;
    };
    // `form` stands for all that the drawing's form depends on.
  }, [form]);

  useEffect(() => chart.current?.setData(data), [data]);

  const busiest = series.actions[0]?.action;
  const label = `${measure} per day, stacked by action; most by ${busiest}. The figures stand in the table below.`;
  return <div className="chart" ref={place} role="img" aria-label={label} />;
}
