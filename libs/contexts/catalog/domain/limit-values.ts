/** A whole number; of credits and cost (US dollars) a decimal text. -1 is unlimited. */
export type LimitValueEntry = number | string;
export type LimitValues = Readonly<Record<string, LimitValueEntry>>;
