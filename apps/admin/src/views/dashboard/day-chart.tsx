import { useEffect, useMemo, useRef } from 'react';
import uPlot from 'uplot';
import { useTheme } from '../../theme/theme-choice';
import { chartOptions, stacked } from './chart-options';

interface DayChartProps {
  /** `YYYY-MM-DD`, oldest first, without gaps. */
  readonly days: readonly string[];
  /** One of them per series, along the days; the first one at the bottom. */
  readonly values: readonly (readonly number[])[];
  /** What is drawn, told apart from what else could be: another form is drawn anew. */
  readonly form: string;
  readonly axisText: (value: number) => string;
  readonly label: string;
  readonly onHover: (day: number | null) => void;
}

const HEIGHT = 260;

/** Bars per day, stacked by series. What it shows also stands in figures beside and below it. */
export function DayChart({ days, values, form, axisText, label, onHover }: DayChartProps) {
  const place = useRef<HTMLDivElement>(null);
  const chart = useRef<uPlot>(null);
  const { shown } = useTheme();
  const data = useMemo(() => stacked(days, values), [days, values]);
  const latest = useRef(data);
  latest.current = data;
  const seriesCount = values.length;

  useEffect(() => {
    const element = place.current!;
    const size = () => ({ width: element.clientWidth, height: HEIGHT });
    const options = chartOptions({ seriesCount, axisText, ...size(), onHover });
    const drawn = new uPlot(options, latest.current, element);
    chart.current = drawn;
    const resize = new ResizeObserver(() => drawn.setSize(size()));
    resize.observe(element);
    return () => {
      resize.disconnect();
      drawn.destroy();
      chart.current = null;
    };
    // Only what changes the drawing's form builds it anew; new figures flow into the one that stands.
  }, [form, shown, seriesCount]);

  useEffect(() => chart.current?.setData(data), [data]);

  return <div className="chart" ref={place} role="img" aria-label={label} />;
}
