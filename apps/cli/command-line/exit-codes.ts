/** What a script can tell apart without reading; documented in docs/OPERATIONS.md. */
export const EXIT = {
  /** Done, and nothing wrong was found. */
  ok: 0,
  /** Something wrong was found, or the work failed. */
  found: 1,
  /** Asked for in a way that is not understood, or a `--yes` is missing: nothing was done. */
  usage: 2,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
