/** Each kind of limit in words, in the order in which an editor offers them. */
export const LIMIT_KINDS: Readonly<Record<string, string>> = {
  'calendar-hour': 'per calendar hour',
  'calendar-day': 'per calendar day',
  'calendar-week': 'per calendar week',
  'calendar-month': 'per calendar month',
  'calendar-year': 'per calendar year',
  'billing-period': 'per billing period',
  rolling: 'rolling',
  lifetime: 'in all',
  gauge: 'gauge, up and down',
  concurrent: 'at the same time',
};

/** `"per calendar day"`, `"rolling, 1 h"`; a kind without words stands for itself. */
export function limitKindWords(kind: string, duration?: string): string {
  return `${LIMIT_KINDS[kind] ?? kind}${duration ? `, ${duration}` : ''}`;
}

export const LIMIT_MEASURES: Readonly<Record<string, string>> = {
  count: 'count',
  tokens: 'tokens',
  credits: 'credits',
  cost: 'US dollars of cost',
};
