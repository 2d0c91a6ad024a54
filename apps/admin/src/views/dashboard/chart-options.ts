import uPlot from 'uplot';
import { shortDate } from '../../figures/moments';

interface ChartForm {
  readonly seriesCount: number;
  readonly axisText: (value: number) => string;
  readonly width: number;
  readonly height: number;
  readonly onHover: (day: number | null) => void;
}

const DAY_SECONDS = 86_400;
const BAR_WIDTH = 0.64;
const BAR_WIDTH_MAX_PX = 44;
const LABEL_SPACE_PX = 64;
const AXIS_SPACE_PX = 52;
const DAYS_SPACE_PX = 30;

/** Sums upwards: each series is drawn from zero to its top, the tallest first; lower ones cover it. */
export function stacked(days: readonly string[], series: readonly (readonly number[])[]): uPlot.AlignedData {
  const tops: number[][] = [];
  for (const values of series) {
    const below = tops.at(-1);
    tops.push(values.map((value, index) => value + (below?.[index] ?? 0)));
  }
  const xs = days.map((day) => Date.parse(`${day}T00:00:00.000Z`) / 1_000);
  return [xs, ...tops.reverse()] as uPlot.AlignedData;
}

export function chartOptions({ seriesCount, axisText, width, height, onHover }: ChartForm): uPlot.Options {
  const bars = uPlot.paths.bars!({ size: [BAR_WIDTH, BAR_WIDTH_MAX_PX], radius: 0 });
  const fills = Array.from({ length: seriesCount }, (_, index) => colour(`--series-${seriesCount - index}`));
  const axis = { stroke: colour('--ink-faint'), font: `12px ${fontFamily()}`, ticks: { show: false } };
  return {
    width,
    height,
    padding: [12, 14, 0, 0],
    legend: { show: false },
    cursor: { y: false, points: { show: false }, drag: { x: false, y: false } },
    scales: {
      x: { time: true, range: (_u, min, max) => [min - DAY_SECONDS / 2, max + DAY_SECONDS / 2] },
      y: { range: (_u, _min, max) => [0, Math.max(1, max) * 1.05] },
    },
    axes: [
      {
        ...axis,
        size: DAYS_SPACE_PX,
        grid: { show: false },
        splits: (u) => daySplits(u.data[0], u.width),
        values: (_u, splits) => splits.map((at) => shortDate(new Date(at * 1_000).toISOString())),
      },
      {
        ...axis,
        size: AXIS_SPACE_PX,
        grid: { stroke: colour('--line'), width: 1 },
        values: (_u, splits) => splits.map((value) => axisLabel(value, axisText)),
      },
    ],
    series: [{}, ...fills.map((fill) => ({ fill, width: 0, paths: bars, points: { show: false } }))],
    hooks: { setCursor: [(u) => onHover(u.cursor.idx ?? null)] },
  };
}

function daySplits(xs: ArrayLike<number>, width: number): number[] {
  const every = Math.max(1, Math.ceil((xs.length * LABEL_SPACE_PX) / width));
  // Counted from today backwards, so that today always has its label.
  return Array.from(xs).filter((_, index) => (xs.length - 1 - index) % every === 0);
}

function axisLabel(value: number, axisText: (value: number) => string): string {
  if (value >= 1_000_000) return `${value / 1_000_000} M`;
  return value >= 10_000 ? `${value / 1_000} k` : axisText(value);
}

/** A token's colour as a canvas understands it: `light-dark()` is resolved by the browser, not by canvas. */
function colour(token: string): string {
  const probe = document.createElement('span');
  probe.style.color = `var(${token})`;
  document.body.append(probe);
  const resolved = getComputedStyle(probe).color;
  probe.remove();
  return resolved;
}

function fontFamily(): string {
  return getComputedStyle(document.body).fontFamily;
}
