/** What must hold, and what is aimed at. */
export interface Goal {
  readonly bar: number;
  readonly aim: number;
}

/** One figure beside its bar and aim. */
export interface Verdict {
  readonly what: string;
  readonly measured: string;
  readonly bar: string;
  readonly aim: string;
  readonly barMet: boolean;
  readonly aimMet: boolean;
}

/** A figure judged by its goal. */
export function judged(
  value: number,
  { bar, aim }: Goal,
  { unit, better }: { unit: string; better: 'more' | 'less' },
): Omit<Verdict, 'what'> {
  const sign = better === 'more' ? '≥' : '<';
  const meets = (goal: number) => (better === 'more' ? value >= goal : value < goal);
  const shown = value < 100 ? value.toFixed(1) : whole(value);
  return {
    ...{
      measured: `${shown} ${unit}`,
      bar: `${sign} ${whole(bar)} ${unit}`,
      aim: `${sign} ${whole(aim)} ${unit}`,
    },
    ...{ barMet: meets(bar), aimMet: meets(aim) },
  };
}

/** A number as a table shows it. */
export function whole(value: number): string {
  return (value < 10 && !Number.isInteger(value) ? value : Math.round(value)).toLocaleString('en-US');
}
