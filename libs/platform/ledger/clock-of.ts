/**
 * The time in which whoever owns a stream lives, in epoch milliseconds: everybody's, unless bound to a test
 * clock.
 */
export type ClockOf = (owner: string) => number | Promise<number>;
