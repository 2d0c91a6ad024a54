/**
 * The time in which whoever owns a stream lives, in epoch milliseconds: everybody's, unless bound to a test
 * clock. An owner who is not there yet is to live by the clock `comingBy`.
 */
export type ClockOf = (owner: string, comingBy?: string) => number | Promise<number>;
