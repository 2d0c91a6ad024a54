/** Places where a fault test may stop a process dead. Those of an append stand in each log's adapter. */
export const FAILPOINTS = [
  'append.before',
  'append.committed',
  'projection.rows-written',
  'projection.committed',
  'reaction.before',
  'reaction.commanded',
  'reaction.checkpointed',
  'rebuild.half-way',
  'snapshot.writing',
] as const;

export type FailpointName = (typeof FAILPOINTS)[number];

/** `<name>` dies at the first visit, `<name>:<n>` at the n-th. Starting in production refuses it. */
export const FAILPOINT_VARIABLE = 'LEDGERLINE_FAILPOINT';

const armed = armedBy(process.env[FAILPOINT_VARIABLE]);
let visits = 0;

/** Ends the process as `kill -9` would, when a fault test armed this place; else costs one comparison. */
export function failpoint(name: FailpointName): void {
  if (armed?.name !== name) return;
  visits += 1;
  if (visits === armed.visit) process.kill(process.pid, 'SIGKILL');
}

/** @throws Error for a name that is no failpoint, so that a typo cannot make a fault test pass */
export function armedBy(text: string | undefined): { name: FailpointName; visit: number } | undefined {
  if (!text) return undefined;
  const [name, visit = '1'] = text.split(':');
  const known = FAILPOINTS.find((failpoint) => failpoint === name);
  if (!known || !/^[1-9]\d{0,8}$/.test(visit)) {
    throw new Error(`${FAILPOINT_VARIABLE}=${text} names no failpoint; there are ${FAILPOINTS.join(', ')}`);
  }
  return { name: known, visit: Number(visit) };
}
