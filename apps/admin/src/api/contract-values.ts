export type Credits = string;
export type Instant = string;

/** Counts and tokens are numbers, credits and cost (US dollars) decimal texts. */
export type Units = number | string;
